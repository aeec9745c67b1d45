// The Evaluation tab: its buttons ask a question in the first tab, begin a run, or say something else of a label.
"use strict";

window.yinjuEvaluation = (() => {
  function part(element, trigger) {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { ask, run, label, id } = button.dataset;
      if (ask) yinju.askThere(button);
      if (run) trigger("run", { run });
      if (label && button.getAttribute("aria-pressed") !== "true") trigger("correct", { id, label });
    });
  }

  return { part };
})();
