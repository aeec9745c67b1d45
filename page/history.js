// The questions that were asked in this browser: kept by it alone, in its local storage, and only the questions,
// how they were understood, their scope and when; an answer is always asked for anew. What is kept is shown as
// text, never as HTML.
"use strict";

window.yinjuHistory = (() => {
  const KEY = "yinju.history";
  const MOST = 500;
  let list = () => {};

  // What is kept, the latest first; nothing where the browser keeps nothing, or something else wrote there.
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((one) => typeof one?.question === "string") : [];
    } catch {
      return [];
    }
  }

  function write(kept) {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MOST)));
    } catch {
      // Storage is full or refused: the conversation goes on without.
    }
    list();
  }

  // Keeps the answered turns of a conversation that are not kept yet.
  function keep(conversation) {
    const kept = read();
    const known = new Set(kept.map((one) => one.id));
    const fresh = [...conversation.querySelectorAll(".turn-of-talk[data-id]")]
      .filter((turn) => !known.has(turn.dataset.id))
      .map(({ dataset: { id, question, understood, filters } }) => (
        { id, question, understood, filters: JSON.parse(filters), time: Date.now() }
      ));
    if (fresh.length) write([...fresh.reverse(), ...kept]);
  }

  function said(filters) {
    const { places = [], publishers = [], documents = [], since = "", until = "" } = filters ?? {};
    const lists = [places, publishers, documents].filter((values) => values.length).map((values) => values.join(" / "));
    return [...lists, since || until ? `${since}–${until}` : ""].filter(Boolean).join(" · ");
  }

  function line(text, name) {
    const part = document.createElement("span");
    part.className = name;
    part.dir = "auto";
    part.textContent = text;
    return part;
  }

  function item(one, trigger) {
    const button = document.createElement("button");
    button.type = "button";
    const language = document.documentElement.lang || undefined;
    const time = new Date(one.time).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    button.append(line(one.question, "asked"));
    if (one.understood) button.append(line(`→ ${one.understood}`, "meant"));
    button.append(line([time, said(one.filters)].filter(Boolean).join(" · "), "when"));
    button.addEventListener("click", () => {
      trigger("ask", { question: one.understood || one.question, filters: one.filters ?? {}, literally: true });
    });
    const entry = document.createElement("li");
    entry.append(button);
    return entry;
  }

  function show(element, trigger) {
    const [opener, panel] = [element.querySelector(".switch"), element.querySelector("#past-questions")];
    const find = panel.querySelector("input");
    list = () => {
      const words = find.value.toLowerCase().split(/\s+/);
      const found = read().filter((one) => {
        const text = `${one.question} ${one.understood ?? ""} ${said(one.filters)}`.toLowerCase();
        return words.every((word) => text.includes(word));
      });
      panel.querySelector("ol").replaceChildren(...found.map((one) => item(one, trigger)));
      panel.querySelector(".none").hidden = found.length > 0;
      panel.querySelector(".forget").hidden = !read().length;
    };
    const open = (shown) => {
      panel.hidden = !shown;
      opener.setAttribute("aria-expanded", shown);
      if (shown) list();
    };
    opener.addEventListener("click", () => open(panel.hidden));
    find.addEventListener("input", list);
    panel.querySelector(".forget").addEventListener("click", () => write([]));
    panel.addEventListener("click", (event) => {
      if (event.target.closest("li button")) open(false);
    });
    window.addEventListener("storage", (event) => {
      if (event.key === KEY) list(); // another tab has asked
    });
  }

  return { keep, show };
})();
