// The Documents tab: shows what /documents says, escaped there, and asks it for changes. Nothing is kept here;
// how a build stands is asked for again and again, so that it is seen by all and after a reload.
"use strict";

window.yinjuDocuments = (() => {
  const BUSY = 1000;
  const IDLE = 4000;

  const get = async (path, values = {}) => {
    const answer = await fetch(`documents/${path}?${new URLSearchParams(values)}`);
    return answer.json();
  };

  const post = async (path, values = {}) => {
    const headers = { "X-Yinju": "1", "Content-Type": "application/json" };
    const answer = await fetch(`documents/${path}`, { method: "POST", headers, body: JSON.stringify(values) });
    return answer.json();
  };

  // Puts in what came; who was at a button, or had something unfolded or chosen, still is and has.
  function fill(element, html) {
    if (element.dataset.html === html) return;
    element.dataset.html = html;
    const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...element.querySelectorAll("details[open]")].map((one) => one.className);
    const chosen = new Set([...element.querySelectorAll("input:checked")].map((box) => box.value));
    element.innerHTML = html;
    for (const box of element.querySelectorAll("input")) box.checked = chosen.has(box.value);
    for (const name of open) element.querySelector(`details.${name}`)?.setAttribute("open", "");
    for (const time of element.querySelectorAll("time")) {
      const language = document.documentElement.lang || undefined;
      const moment = new Date(time.dateTime);
      time.textContent = moment.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    }
    if (focused) document.getElementById(focused)?.focus();
  }

  // Resolves to whether the visitor means it.
  function sure(dialog, what) {
    for (const text of dialog.querySelectorAll("[data-sure]")) text.hidden = text.dataset.sure !== what;
    dialog.showModal();
    dialog.querySelector(".no").focus();
    return new Promise((resolve) => {
      let meant = false;
      dialog.querySelector(".yes").onclick = () => { meant = true; dialog.close(); };
      dialog.querySelector(".no").onclick = () => dialog.close();
      dialog.onclose = () => resolve(meant);
    });
  }

  function show(element) {
    const find = (name) => element.querySelector(name);
    const [list, work, said, lost, dialog] = [".list", ".work", ".said", ".lost", "dialog"].map(find);
    const [rebuild, remove] = ["#docs-rebuild", "#docs-remove"].map(find);
    const shown = { find: "", state: "", page: 1 };
    let [version, busy, asked, timer] = [null, false, 0, 0];

    async function showList() {
      const number = ++asked;
      const { html } = await get("list", shown);
      if (number !== asked) return; // another was asked for meanwhile
      fill(list, html);
      choose();
    }

    async function showPast() {
      for (const name of ["trash", "snapshots"]) {
        const panel = find(`details.${name} > div`);
        if (panel) fill(panel, (await get(name)).html);
      }
    }

    function choose() {
      if (!remove) return;
      const count = list.querySelectorAll("input:checked").length;
      remove.disabled = !count;
      remove.querySelector(".count").textContent = count || "";
    }

    async function look() {
      clearTimeout(timer);
      if (!element.isConnected) return;
      if (element.offsetParent && !document.hidden) {
        try {
          const now = await get("work");
          if (work) showWork(now);
          if (now.version !== version) {
            version = now.version;
            await Promise.all([showList(), showPast()]);
          }
          lost.hidden = true;
        } catch {
          lost.hidden = false;
        }
      }
      timer = setTimeout(look, busy ? BUSY : IDLE);
    }

    function showWork(now) {
      const [atStart, atCancel] = [document.activeElement === rebuild, document.activeElement?.id === "docs-cancel"];
      fill(work, now.html);
      const ended = busy && !now.busy;
      busy = now.busy;
      rebuild.hidden = busy;
      if (busy && atStart) find("#docs-cancel")?.focus();
      if (!busy && atCancel) rebuild.focus();
      find(".building .unseen").innerHTML = ended ? work.querySelector(".stage").innerHTML : "";
    }

    // Asks for a change, and shows what came of it.
    async function change(path, values) {
      try {
        fill(said, (await post(path, values)).html);
      } catch {
        lost.hidden = false;
      }
      await look();
    }

    // The button that was used is gone by then.
    async function changeTrash(path, values) {
      await change(path, values);
      if (document.activeElement === document.body) find(".trash summary").focus();
    }

    element.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { state, page, restore, discard, empty, rollback } = button.dataset;
      if (state !== undefined) Object.assign(shown, { state, page: 1 });
      if (page) shown.page = Number(page);
      if (state !== undefined || page) await showList();
      if (button.id === "docs-cancel") await change("cancel");
      if (restore) await changeTrash("restore", { id: restore });
      if (discard && await sure(dialog, "discard")) await changeTrash("discard", { id: discard });
      if (empty && await sure(dialog, "empty")) await changeTrash("empty", { latest: empty });
      if (rollback && await sure(dialog, "rollback")) await change("rollback", { id: rollback });
    });
    rebuild?.addEventListener("click", () => change("rebuild"));
    remove?.addEventListener("click", async () => {
      const files = [...list.querySelectorAll("input:checked")].map((box) => box.value);
      if (await sure(dialog, "remove")) await change("remove", { files });
    });
    list.addEventListener("change", choose);
    find("#docs-find").addEventListener("input", ({ target }) => {
      Object.assign(shown, { find: target.value, page: 1 });
      clearTimeout(target.timer);
      target.timer = setTimeout(showList, 150);
    });
    document.addEventListener("visibilitychange", () => { if (element.isConnected) look(); });
    if (find(".adding")) yinjuUploads.receive(find(".adding"), look);
    look();
  }

  return { show };
})();
