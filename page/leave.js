// Logging out; and back to the login page when a session has ended while the page was open.
"use strict";

yinju.leave = (element) => {
  const away = () => location.assign("login");
  element.querySelector("button").addEventListener("click", async () => {
    await fetch("logout", { method: "POST" });
    away();
  });
  new PerformanceObserver((seen) => {
    if (seen.getEntries().some((entry) => entry.responseStatus === 401)) away();
  }).observe({ type: "resource" });
};
