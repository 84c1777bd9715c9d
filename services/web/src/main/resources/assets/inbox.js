// Puts new messages into the open inbox. Without it the page works as it is.
import { follow } from "./stream.js";

const inbox = document.getElementById("inbox");
const status = document.getElementById("inbox-status");
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

if (inbox && status && !("paused" in inbox.dataset)) {
  follow(
    inbox.dataset.stream,
    () => {
      status.textContent = status.dataset.live;
      refresh();
    },
    refresh,
  );
}
