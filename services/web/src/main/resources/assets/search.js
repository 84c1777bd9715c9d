// "/" leads a coordinator to the search, from every page; whoever types by voice turns it off there (WCAG 2.1.4).
const KEPT = "search-shortcut";
const way = document.querySelector("a[data-search]");
const field = document.getElementById("search-words");
const choice = document.getElementById(KEPT);

function wanted() {
  return localStorage.getItem(KEPT) !== "off";
}

if (choice) {
  choice.checked = wanted();
  choice.closest("p").hidden = false;
  choice.addEventListener("change", () => localStorage.setItem(KEPT, choice.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing || !wanted()) {
    return;
  }
  event.preventDefault();
  if (field) {
    field.focus();
  } else {
    location.assign(way.href);
  }
});
