// Says on every page what happened meanwhile, and shows the page as it is now when it was about that. Without it the inbox tells.
import { follow } from "./stream.js";

const live = document.getElementById("live");
const main = document.getElementById("main");
const SHOWN = 20000;

let touched = false;
main.addEventListener("input", () => {
  touched = true;
});

async function html(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return answer.ok && !answer.redirected
      ? new DOMParser().parseFromString(await answer.text(), "text/html")
      : null;
  } catch {
    return null; // Offline: the stream says when it is open again.
  }
}

/** Somebody who types or reads with an open detail keeps what they have, and is told. */
function busy() {
  return touched || main.contains(document.activeElement) || main.querySelector("details[open]") !== null;
}

function toast(words, address, action) {
  const note = document.createElement("p");
  note.className = "toast";
  const link = document.createElement("a");
  link.href = address;
  link.textContent = action;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "link";
  close.textContent = live.dataset.close;
  close.addEventListener("click", () => note.remove());
  note.append(words + " ", link, " ", close);
  live.replaceChildren(note);
  const away = () => {
    if (note.contains(document.activeElement) || note.matches(":hover")) {
      setTimeout(away, SHOWN);
    } else {
      note.remove();
    }
  };
  setTimeout(away, SHOWN);
}

async function told(event) {
  const link = JSON.parse(event.data).data?.link ?? "/talent/inbox";
  const news = await html(live.dataset.newest);
  const words = news?.querySelector("[data-id] h2")?.textContent ?? live.dataset.new;
  if (!location.pathname.startsWith(link) || busy()) {
    toast(words, location.pathname.startsWith(link) ? location.href : link, live.dataset.show);
    return;
  }
  const now = await html(location.href);
  const fresh = now?.getElementById("main");
  if (fresh && !busy()) {
    main.replaceChildren(...fresh.childNodes);
    toast(words, "/talent/inbox", live.dataset.inbox);
  } else {
    toast(words, location.href, live.dataset.show);
  }
}

if (!document.getElementById("inbox")) {
  follow(live.dataset.stream, () => {}, told);
}
