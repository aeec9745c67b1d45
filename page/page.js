// What the page does by itself: its language, clicks on quotes, copying, the scope.
// It holds no data; everything shown comes escaped from the server.
"use strict";

// Gradio will set the same, later: until then the page would stand in both languages.
document.documentElement.lang = navigator.language;

window.yinju = (() => {
  const numbers = (button) => ({
    turn: Number(button.dataset.turn),
    quote: Number(button.dataset.quote),
    whole: button.dataset.whole === "1",
  });

  // The quote's text as the document has it, then its source in the language shown.
  async function copy(button) {
    const figure = button.closest("figure");
    const where = figure.querySelector(".from").innerText.replace(/\s*\n\s*/g, " · ");
    await copyText(`${figure.querySelector("blockquote").textContent}\n—— ${where}`, button);
  }

  async function copyText(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyBySelection(text); // a page that is not on this machine has no clipboard of its own
    }
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1600);
  }

  function copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  // Gradio's button to send a question has no name to be read aloud, and comes when it comes.
  function nameButton() {
    const button = document.querySelector("#question .submit-button");
    if (button) button.setAttribute("aria-labelledby", "ask-name");
    else setTimeout(nameButton, 100);
  }

  // Puts a question into the box, to be changed there.
  function write(question) {
    const box = document.querySelector("#question textarea");
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(question.length, question.length);
  }

  let ask = () => {};

  // Asks what a button of another tab names, in the first tab.
  function askThere(button) {
    document.querySelector('#tabs [role="tab"]').click();
    ask(button);
  }

  function conversation(element, trigger, watch) {
    nameButton();
    yinjuExport.choose(element, trigger, watch);
    ask = (button) => {
      const { ask: question, filters, literally } = button.dataset;
      const scope = filters === undefined ? null : JSON.parse(filters);
      trigger("ask", { question, filters: scope, literally: literally === "1" });
    };
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.ask) ask(button);
      if (button.dataset.edit) write(button.dataset.edit);
      if (button.matches(".cite")) trigger("cite", numbers(button));
      if (button.matches(".copy")) copy(button);
      if (button.dataset.label) trigger("judge", yinjuLabels.said(button));
    });
    watch("value", () => {
      yinjuHistory.keep(element);
      yinjuLabels.show();
      const turns = element.querySelectorAll(".turn-of-talk");
      if (turns.length) turns[turns.length - 1].scrollIntoView({ block: "start", behavior: "smooth" });
    });
  }

  // The row in which the scope is set: its button shows and hides it, and stays right as it is written anew.
  function scope(element, watch) {
    const row = () => document.getElementById("scope");
    const show = (open) => {
      row()?.classList.toggle("open", open);
      element.querySelector(".switch")?.setAttribute("aria-expanded", open);
    };
    const isOpen = () => row()?.classList.contains("open") ?? false;
    element.addEventListener("click", (event) => {
      if (event.target.closest(".switch")) show(!isOpen());
    });
    watch("value", () => show(isOpen()));
  }

  return {
    askThere,
    conversation,
    copyText,
    history: (element, trigger) => yinjuHistory.show(element, trigger),
    numbers,
    scope,
  };
})();
