for (const link of document.querySelectorAll("nav a")) link.addEventListener("click", event => {
  event.preventDefault();
  document.documentElement.dataset.show = link.dataset.to;
  document.documentElement.lang = link.dataset.to === "zh" ? "zh-CN" : "en";
});
if (location.hash === "#en") document.querySelector("nav a[data-to=en]").click();
