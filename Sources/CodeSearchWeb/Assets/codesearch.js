// Results as you type, the keyboard, copying, the theme, and more lines on the claim form. Every page works without it.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("search");
  const box = byId("q");
  const main = byId("main");

  // MARK: Saying things aloud

  let saying = 0;
  /** Tells a screen reader, once typing has paused: an announcement for every keystroke would only be noise. */
  function say(text, delay = 500) {
    clearTimeout(saying);
    saying = setTimeout(() => { byId("announcement").textContent = text; }, delay);
  }

  // MARK: Results as you type

  let asking = null;
  let addressing = 0;
  let shown = isFinder() ? currentQuery() : null;

  function isFinder() { return byId("results") !== null; }

  /** The state of the search, as it stands in an address: the form's fields that are not empty. */
  function currentQuery() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim() !== "") fields.append(name, value);
    return fields.toString();
  }

  function address(query) { return query === "" ? "/" : "/?" + query; }

  /** Fetches what changes and shows it; whatever is still under way for an older state is given up. */
  async function show(query, step) {
    if (asking) asking.abort();
    const mine = asking = new AbortController();
    const part = isFinder() ? "results" : "main";
    let html = null;
    try {
      const response = await fetch(address(query) + (query === "" ? "?" : "&") + "fragment=" + part, { signal: mine.signal });
      const text = await response.text();
      // Only pages are markup; what else a server says, such as that it is busy, is not.
      if (response.headers.get("Content-Type")?.startsWith("text/html")) html = text;
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    if (mine.signal.aborted) return;
    if (html === null) {
      say("The server does not answer; what is shown is of an earlier search", 0);
      (byId("results") || main).classList.add("stale");
      return;
    }
    place(part, html);
    shown = query;
    clearTimeout(addressing);
    // Browsers allow only so many changes of the address in a time; typing is quicker.
    if (step) history.pushState(null, "", address(query));
    else addressing = setTimeout(() => history.replaceState(null, "", address(query)), 250);
    document.title = (box.value.trim() || "Search medical codes") + " · codesearch";
  }

  function place(part, html) {
    const target = part === "main" ? main : byId("results");
    target.classList.remove("stale");
    target.innerHTML = html;
    if (part === "main") {
      for (const field of form.querySelectorAll("[data-carried]")) field.remove();
      for (const link of document.querySelectorAll(".places [aria-current]")) link.removeAttribute("aria-current");
      foldFilters();
    }
    const spoken = target.querySelector("[data-spoken]");
    if (spoken) say(spoken.dataset.spoken);
  }

  box.addEventListener("input", () => {
    // On another page a new search begins: "back" leads to that page again.
    const query = currentQuery();
    if (query !== shown) show(query, !isFinder());
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = currentQuery();
    const first = main.querySelector(".hit-link");
    if (query === shown && first) location.assign(first.href);
    else show(query, true);
  });

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target !== box) show(currentQuery(), true);
  });

  window.addEventListener("popstate", () => {
    if (location.pathname !== "/" || !isFinder()) return location.reload();
    const fields = new URLSearchParams(location.search);
    box.value = fields.get("q") ?? "";
    for (const field of main.querySelectorAll("[form=search]")) {
      if (field.type === "checkbox") field.checked = fields.getAll(field.name).includes(field.value);
      else if (field.name) field.value = fields.get(field.name) ?? "";
    }
    fields.delete("page");
    show(currentQuery(), false);
  });

  // MARK: Keyboard

  function links() { return [...main.querySelectorAll(".hit-link, .levels a")]; }

  function focusLink(link) {
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = links();
    if (all.length === 0) return false;
    const at = all.indexOf(document.activeElement?.closest(".hit")?.querySelector(".hit-link") ?? document.activeElement);
    if (at + step < 0) focusBox();
    else if (at + step < all.length) focusLink(all[at + step]);
    return true;
  }

  function focusBox() {
    box.focus();
    box.select();
  }

  function isTyping(element) {
    return element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inBox = event.target === box;
    if (!inBox && isTyping(event.target)) return;
    switch (event.key) {
      case "ArrowDown": if ((inBox || event.target.closest("a") || event.target === document.body) && move(1)) event.preventDefault(); break;
      case "ArrowUp": if (!inBox && event.target.closest("a") && move(-1)) event.preventDefault(); break;
      case "Escape":
        if (inBox && box.value === "") box.blur();
        else if (!inBox) { focusBox(); event.preventDefault(); }
        break;
      case "/": if (!inBox) { focusBox(); event.preventDefault(); } break;
      case "c": case "C": if (!inBox && copyAtFocus(event.shiftKey)) event.preventDefault(); break;
    }
  });

  // MARK: Copying

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return say("Copying is not allowed here", 0);
    }
    say("Copied " + text, 0);
    if (!button) return;
    const label = button.textContent;
    button.textContent = "Copied";
    button.classList.add("done");
    setTimeout(() => { button.textContent = label; button.classList.remove("done"); }, 1200);
  }

  /** Copies the code of the result that has the focus, or of the card. */
  function copyAtFocus(withTitle) {
    const entry = document.activeElement?.closest("[data-code]") ?? main.querySelector(".card");
    // Whoever has selected a text means to copy that.
    const selection = getSelection();
    if (!entry || (!selection.isCollapsed && main.contains(selection.anchorNode))) return false;
    copy(withTitle ? entry.dataset.line : entry.dataset.code, entry.querySelector(withTitle ? "[data-copy]:nth-of-type(2)" : "[data-copy]"));
    return true;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button && button.textContent !== "Copied") copy(button.dataset.copy, button);
    if (event.target.id === "add-line") addLine();
    if (event.target.closest("#clear")) {
      event.preventDefault();
      for (const field of main.querySelectorAll("[form=search]")) {
        if (field.type === "checkbox") field.checked = false;
        else if (field.name) field.value = "";
      }
      show(currentQuery(), true);
    }
  });

  // MARK: Claim lines

  function addLine() {
    const rows = byId("lines");
    const row = rows.lastElementChild.cloneNode(true);
    const number = rows.children.length + 1;
    for (const fault of row.querySelectorAll(".fault")) fault.remove();
    for (const field of row.querySelectorAll("input")) {
      field.value = "";
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, number));
    }
    rows.append(row);
    row.querySelector("input").focus();
  }

  // MARK: Theme

  const themes = ["auto", "light", "dark"];
  const themeButton = byId("theme");

  function theme() { return document.documentElement.dataset.theme ?? "auto"; }

  function nameTheme() {
    themeButton.setAttribute("aria-label", "Theme: " + theme());
    themeButton.title = "Theme: " + theme();
  }

  themeButton.addEventListener("click", () => {
    const next = themes[(themes.indexOf(theme()) + 1) % themes.length];
    if (next === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* It holds for this page, then. */ }
    nameTheme();
    say("Theme: " + next, 0);
  });
  nameTheme();

  // MARK: Narrow pages

  /** On a narrow page the filters are folded until they are wanted. */
  function foldFilters() {
    const filters = byId("facets");
    if (filters && matchMedia("(max-width: 52rem)").matches) filters.open = false;
  }
  foldFilters();
  // There the report stands below the form, out of sight.
  if (byId("report") && matchMedia("(max-width: 52rem)").matches && location.hash === "") byId("report").scrollIntoView({ behavior: "instant" });
  if (isFinder() && matchMedia("(pointer: fine)").matches && location.hash === "") box.focus();
})();
