// Small comforts. Every page works without this file.
import "htmx.org/dist/htmx.esm.js";

const inVeld = (doel) => doel instanceof HTMLElement && (doel.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(doel.tagName));

// "/" goes to the search field.
document.addEventListener("keydown", (gebeurtenis) => {
  if (gebeurtenis.key !== "/" || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.altKey || inVeld(gebeurtenis.target)) return;
  const veld = document.getElementById("zoekveld");
  if (!veld) return;
  gebeurtenis.preventDefault();
  veld.focus();
});

// The user menu closes on Escape and on a click elsewhere.
document.addEventListener("keydown", (gebeurtenis) => {
  if (gebeurtenis.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.gebruiker[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (gebeurtenis) => {
  for (const menu of document.querySelectorAll("details.gebruiker[open]")) {
    if (!menu.contains(gebeurtenis.target)) menu.open = false;
  }
});

// A form is sent once: a second press of the button does nothing.
document.addEventListener("submit", (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  if (formulier.method !== "post" || gebeurtenis.defaultPrevented) return;
  if (formulier.dataset.verzonden) {
    gebeurtenis.preventDefault();
    return;
  }
  formulier.dataset.verzonden = "ja";
});
window.addEventListener("pageshow", () => {
  for (const formulier of document.querySelectorAll("form[data-verzonden]")) delete formulier.dataset.verzonden;
});

// A filter that says so submits itself; the button stays for who has no script.
document.addEventListener("change", (gebeurtenis) => {
  const formulier = gebeurtenis.target.form;
  if (formulier && formulier.hasAttribute("data-direct")) formulier.requestSubmit();
});

// The error summary and the present step come into view.
document.querySelector(".foutensamenvatting")?.focus();
for (const nu of document.querySelectorAll(".ladderstrip > .trede--nu, .hoofdnav__lijst > li:has([aria-current])")) {
  const lijst = nu.parentElement;
  if (lijst.scrollWidth > lijst.clientWidth) lijst.scrollLeft = nu.offsetLeft - lijst.offsetLeft - (lijst.clientWidth - nu.offsetWidth) / 2;
}
