// Quotes taken along as a file: which ones are chosen, the menu, and the download. What the file holds comes from
// the server; from here goes only which turn and which of its quotes.
"use strict";

window.yinjuExport = (() => {
  const chosen = new Set(); // "id of the turn/number of the quote": both outlive the turns that come after
  const key = (box) => `${box.closest(".turn-of-talk").dataset.id}/${box.dataset.quote}`;

  // Checks the boxes of what is chosen, and says in the menu how many that are.
  function show(conversation) {
    const boxes = [...conversation.querySelectorAll(".choose input")];
    const there = new Set(boxes.map(key));
    for (const one of chosen) if (!there.has(one)) chosen.delete(one);
    for (const box of boxes) box.checked = chosen.has(key(box));
    const menu = conversation.querySelector(".export");
    if (!menu) return;
    menu.classList.toggle("some", chosen.size > 0);
    for (const number of menu.querySelectorAll(".chosen b")) number.textContent = chosen.size;
  }

  // Whoever uses the keyboard is then where they opened it, not at the head of the page.
  function close(menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  function choose(element, trigger, watch) {
    element.addEventListener("change", (event) => {
      if (!event.target.matches(".choose input")) return;
      chosen[event.target.checked ? "add" : "delete"](key(event.target));
      show(element);
    });
    element.addEventListener("click", (event) => {
      const button = event.target.closest(".export button");
      if (!button) return;
      const boxes = [...element.querySelectorAll(".choose input:checked")];
      const quotes = boxes.map((box) => [Number(box.dataset.turn), Number(box.dataset.quote)]);
      trigger("export", { kind: button.dataset.kind, quotes: quotes.length ? quotes : null });
      close(button.closest("details"));
    });
    // Before it comes to the source beside the conversation, which Escape closes as well.
    document.addEventListener("keydown", (event) => {
      const menu = element.querySelector(".export[open]");
      if (event.key !== "Escape" || event.isComposing || !menu) return;
      event.stopPropagation();
      close(menu);
    }, true);
    watch("value", () => show(element));
  }

  function deliver(element, watch) {
    watch("value", () => {
      const parcel = element.querySelector(".parcel");
      if (!parcel?.dataset.file) return;
      const bytes = Uint8Array.from(atob(parcel.dataset.file), (character) => character.charCodeAt(0));
      save(new Blob([bytes], { type: parcel.dataset.type }), parcel.dataset.name);
      delete parcel.dataset.file;
    });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  return { choose, deliver, save };
})();
