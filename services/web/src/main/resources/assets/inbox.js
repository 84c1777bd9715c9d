// Puts new messages into the open inbox. Without it the page works as it is.
const inbox = document.getElementById("inbox");
const status = document.getElementById("inbox-status");
const SHORTEST_WAIT = 2000;
const LONGEST_WAIT = 60000;

let stream = null;
let waiting = 0;
let wait = SHORTEST_WAIT;
let asked = 0;

/** Takes over the server's own rows; an answer that a later one has overtaken is dropped. */
async function refresh() {
  const number = ++asked;
  let answer;
  try {
    answer = await fetch(inbox.dataset.newest, { headers: { Accept: "text/html" } });
  } catch {
    return; // Offline: the stream says when it is open again.
  }
  if (!answer.ok || answer.redirected) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (number !== asked) {
    return;
  }
  const known = new Set([...inbox.querySelectorAll("[data-id]")].map((row) => row.dataset.id));
  const held = document.activeElement?.closest("#inbox [data-id]")?.dataset.id;
  inbox.replaceChildren(...page.body.childNodes);
  const rows = [...inbox.querySelectorAll("[data-id]")];
  rows.find((row) => row.dataset.id === held)?.querySelector("button")?.focus({ preventScroll: true });
  const fresh = rows.filter((row) => !known.has(row.dataset.id));
  fresh.forEach((row) => row.classList.add("fresh"));
  if (fresh.length > 0) {
    status.textContent = status.dataset.new + " " + fresh[0].querySelector("h2").textContent;
  }
}

/** The browser reconnects by itself after a cut; after a refusal (a restart, a spent session) it gives up and we do it. */
function listen() {
  clearTimeout(waiting);
  stream = new EventSource(inbox.dataset.stream);
  stream.addEventListener("open", () => {
    wait = SHORTEST_WAIT;
    status.textContent = status.dataset.live;
    refresh();
  });
  stream.addEventListener("notification", refresh);
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) {
      waiting = setTimeout(listen, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  });
}

if (inbox && status && !("paused" in inbox.dataset)) {
  listen();
  addEventListener("pagehide", () => {
    clearTimeout(waiting);
    stream.close();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      listen();
    }
  });
}
