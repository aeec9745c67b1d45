// The source beside the conversation: opened and closed, walked through, copied from, downloaded.
"use strict";

window.yinjuSource = (() => {
  // The file, if the server still has it as it was indexed; else what to say is there already, hidden.
  async function download(link) {
    const failed = link.parentElement.querySelector(".failed");
    const reply = await fetch(link.href).catch(() => null);
    failed.hidden = Boolean(reply?.ok);
    if (reply?.ok) yinjuExport.save(await reply.blob(), link.download);
  }

  function show(element, trigger, props, watch) {
    let opener = null;
    let stepped = ""; // in which direction, so that the same button is at hand again
    const close = () => {
      props.value = "";
      opener?.focus();
    };
    document.addEventListener("click", (event) => {
      opener = event.target.closest(".cite") ?? opener;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && props.value) close();
    });
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button, a.original");
      if (button?.matches(".close")) close();
      if (button?.matches(".copy")) yinju.copyText(button.dataset.copy, button);
      if (button?.matches(".whole, .step")) {
        stepped = ["previous", "next"].find((way) => button.classList.contains(way)) ?? "";
        trigger("cite", yinju.numbers(button));
      }
      if (button?.matches(".original")) {
        event.preventDefault();
        download(button);
      }
    });
    watch("value", () => {
      const mark = [".sheet i", "mark.exact, mark.sentence", "mark.quoted"]
        .map((kind) => element.querySelector(kind)).find((found) => found);
      const center = () => mark?.scrollIntoView({ block: "center" });
      center();
      // Blocks out of view had only a guessed height; once they are laid out, the mark has moved.
      requestAnimationFrame(() => requestAnimationFrame(center));
      element.querySelector(".sheet img")?.decode().then(center, () => {});
      const step = stepped && element.querySelector(`.step.${stepped}:enabled`);
      (step || element.querySelector(".scroll"))?.focus({ preventScroll: true });
      stepped = "";
    });
  }

  return { show };
})();
