// Files chosen or dropped, sent a few at a time to /documents/upload, with how far they have come.
"use strict";

window.yinjuUploads = (() => {
  const AT_ONCE = 3;

  // The files of what was dropped, folders too: {file, path}.
  async function* dropped(entry) {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      yield { file, path: entry.fullPath.replace(/^\//, "") };
      return;
    }
    const reader = entry.createReader();
    for (;;) { // a part of the folder at a time
      const inner = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!inner.length) return;
      for (const one of inner) yield* dropped(one);
    }
  }

  // Resolves to {status, html}; status 0 when nothing came back. `sent` is told how many bytes have gone.
  function send({ file, path }, sent) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", `documents/upload?${new URLSearchParams({ name: path })}`);
      request.setRequestHeader("X-Yinju", "1");
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => sent(event.loaded));
      request.addEventListener("loadend", () => {
        resolve({ status: request.status, html: request.response?.html ?? "" });
      });
      request.send(file);
    });
  }

  function receive(element, changed) {
    const find = (name) => element.querySelector(name);
    const [sending, bar, sent, notes] = [".sending", ".sending progress", ".sent", ".notes"].map(find);
    const [files, folder] = element.querySelectorAll("input");
    const kinds = element.dataset.kinds.split(" ");
    const word = (name) => find(`[data-word="${name}"]`).innerHTML;
    const waiting = [];
    const going = new Map();
    let [there, past, all] = [0, 0, 0]; // files that are there; bytes that are done with, and of all

    function note(path, html) {
      const item = document.createElement("li");
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = path;
      item.append(name);
      item.insertAdjacentHTML("beforeend", ` ${html}`);
      notes.append(item);
    }

    function show() {
      const sum = [...going.values()].reduce((total, bytes) => total + bytes, past);
      bar.value = all ? sum / all : 0;
      sending.hidden = !going.size;
      sent.hidden = !there;
      sent.querySelector("b").textContent = there.toLocaleString();
    }

    async function work() {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const each = one;
        going.set(each, 0);
        show();
        const { status, html } = await send(each, (bytes) => { going.set(each, bytes); show(); });
        going.delete(each);
        past += each.file.size;
        if (status === 200) there += 1;
        if (html || status !== 200) note(each.path, html || word("failed"));
        show();
      }
      if (!going.size) changed();
    }

    function take(found) {
      if (!going.size) [there, past, all] = [0, 0, 0];
      if (!going.size) notes.replaceChildren();
      for (const one of found) {
        if (one.path.split("/").some((part) => part.startsWith("."))) continue; // hidden
        if (!kinds.some((kind) => one.path.toLowerCase().endsWith(kind))) note(one.path, word("kind"));
        else if (one.file.size > Number(element.dataset.most)) note(one.path, word("large"));
        else {
          waiting.push(one);
          all += one.file.size;
        }
      }
      for (let free = AT_ONCE - going.size; free > 0; free -= 1) work();
    }

    for (const input of [files, folder]) {
      const button = find(input === folder ? ".pick.folder" : ".pick:not(.folder)");
      button.addEventListener("click", () => input.click());
      input.addEventListener("change", () => {
        take([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
        input.value = "";
      });
    }
    element.addEventListener("dragover", (event) => {
      event.preventDefault();
      element.classList.add("over");
    });
    element.addEventListener("dragleave", (event) => {
      if (!element.contains(event.relatedTarget)) element.classList.remove("over");
    });
    element.addEventListener("drop", async (event) => {
      event.preventDefault();
      element.classList.remove("over");
      const entries = [];
      const found = [];
      for (const item of event.dataTransfer.items) {
        const [entry, file] = [item.webkitGetAsEntry(), item.getAsFile()];
        if (entry) entries.push(entry);
        else if (file) found.push({ file, path: file.name }); // from another program, not from a folder
      }
      for (const entry of entries) for await (const one of dropped(entry)) found.push(one);
      take(found);
    });
    window.addEventListener("beforeunload", (event) => { if (going.size) event.preventDefault(); });
  }

  return { receive };
})();
