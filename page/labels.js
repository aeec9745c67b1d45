// What was said of the answers of this session: the server lists it in #given, and it is shown on the buttons,
// again whenever the conversation is written anew.
"use strict";

window.yinjuLabels = (() => {
  function show() {
    const said = new Map(
      [...document.querySelectorAll("#given li")].map((one) => [one.dataset.id, one.dataset]),
    );
    for (const turn of document.querySelectorAll(".turn-of-talk[data-id]")) {
      const { label, quote } = said.get(turn.dataset.id) ?? {};
      for (const button of turn.querySelectorAll("button.label")) {
        const pressed = button.dataset.label === label && (button.dataset.quote ?? "") === quote;
        button.setAttribute("aria-pressed", pressed);
      }
      for (const undo of turn.querySelectorAll("button.undo")) undo.hidden = !label;
    }
  }

  // What a button says; one that is pressed already takes it back.
  function said(button) {
    const { turn, label, quote } = button.dataset;
    const taken = button.getAttribute("aria-pressed") === "true";
    return {
      turn: Number(turn),
      label: taken ? "undo" : label,
      quote: quote === undefined ? null : Number(quote),
    };
  }

  function given(watch) {
    watch("value", show);
  }

  return { given, said, show };
})();
