// Puts new messages into the open inbox. Without it the page works as it is.
const inbox = document.getElementById("inbox");
const status = document.getElementById("inbox-status");

async function refresh() {
  const answer = await fetch(inbox.dataset.newest, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    return;
  }
  const known = new Set([...inbox.querySelectorAll("[data-id]")].map((row) => row.dataset.id));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  inbox.replaceChildren(...page.body.childNodes);
  const fresh = [...inbox.querySelectorAll("[data-id]")].filter((row) => !known.has(row.dataset.id));
  fresh.forEach((row) => row.classList.add("fresh"));
  if (fresh.length > 0) {
    status.textContent = status.dataset.new + " " + fresh[0].querySelector("h2").textContent;
  }
}

if (inbox && status && !("paused" in inbox.dataset)) {
  const stream = new EventSource(inbox.dataset.stream);
  stream.addEventListener("open", () => {
    status.textContent = status.dataset.live;
    refresh();
  });
  stream.addEventListener("notification", refresh);
  addEventListener("pagehide", () => stream.close());
}
