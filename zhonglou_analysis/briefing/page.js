// What a mark asserts, on hover and on keyboard focus; the tables open before printing. Without this the marks keep
// their titles, and the tables are opened by hand.
(function () {
  var tip = document.getElementById("tip");
  function show(event) {
    var mark = event.target.closest && event.target.closest(".m");
    if (mark) { tip.textContent = mark.getAttribute("aria-label"); tip.hidden = false; }
  }
  function hide() { tip.hidden = true; }
  ["mouseover", "focusin"].forEach(function (name) { document.addEventListener(name, show); });
  ["mouseout", "focusout"].forEach(function (name) { document.addEventListener(name, hide); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { hide(); } });
  document.querySelectorAll(".m title").forEach(function (title) { title.remove(); });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
