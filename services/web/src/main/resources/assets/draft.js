// Keeps on this device what is typed into a form until it is saved, and offers it again after a crash. Without it forms work as they are.
const box = document.getElementById("draft");
const status = box?.querySelector("[role=status]");
const form = document.querySelector("form[data-draft]");
const PREFIX = "draft ";
const MINE = PREFIX + box?.dataset.reader + " ";
const LONGEST = 7 * 24 * 3600 * 1000;
const PAUSE = 800;

/** Of somebody else who used this device, or too old: nobody finds it here. */
function tidy() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const at = JSON.parse(localStorage.getItem(key)).at;
    if (!key.startsWith(MINE) || Date.now() - at > LONGEST) {
      localStorage.removeItem(key);
    }
  }
}

function typed() {
  return [...new FormData(form)].filter(([name]) => name.startsWith("/"));
}

function clock(at) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(at);
}

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet small";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

/** The server shows the form again with all that was typed, as it does when a row is added; nothing is saved by it. */
function restore(draft) {
  const again = document.createElement("form");
  again.method = "post";
  again.action = form.action;
  const own = ["_csrf", "_key"].map((name) => [name, form.elements.namedItem(name).value]);
  for (const [name, value] of [...own, ["_version", draft.version], ["_add", ""], ...draft.fields]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  again.hidden = true;
  document.body.append(again);
  again.submit();
}

function start() {
  const key = MINE + new URL(form.action).pathname;
  tidy();
  if (box.dataset.saved) {
    localStorage.removeItem(key);
  }
  const shown = JSON.stringify(typed());
  const found = JSON.parse(localStorage.getItem(key) ?? "null");
  // While an earlier draft is offered, nothing takes its place.
  let offered = false;
  const keep = () => {
    if (offered) {
      return;
    }
    const at = Date.now();
    const version = form.elements.namedItem("_version").value;
    localStorage.setItem(key, JSON.stringify({ at, version, fields: typed() }));
    status.textContent = box.dataset.kept.replace("%", clock(at));
  };
  if (found && JSON.stringify(found.fields) === shown) {
    status.textContent = box.dataset.kept.replace("%", clock(found.at));
  } else if (found && "fresh" in form.dataset) {
    offered = true;
    status.textContent = box.dataset.found.replace("%", clock(found.at));
    const discard = button(box.dataset.discard, () => {
      localStorage.removeItem(key);
      actions.remove();
      status.textContent = "";
      offered = false;
      if (JSON.stringify(typed()) !== shown) {
        keep();
      }
    });
    const actions = document.createElement("p");
    actions.className = "actions";
    actions.append(button(box.dataset.restore, () => restore(found)), " ", discard);
    box.append(actions);
  } else if (found) {
    keep();
  }
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep();
  });
}

document.querySelector('form[action="/logout"]')?.addEventListener("submit", () => {
  // Who signs out leaves nothing on the device.
  Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX))
    .forEach((name) => localStorage.removeItem(name));
});

if (box && form) {
  try {
    start();
  } catch {
    status.textContent = ""; // A browser that keeps nothing: the form goes on without drafts.
  }
}
