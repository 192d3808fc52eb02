// Loaded before the page is painted, so that nobody sees the other theme first.
{
  const root = document.documentElement;
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is switched off: as the system is
    }
  };
  apply(stored());
  window.addEventListener("storage", () => apply(stored()));
  window.addEventListener("theme", ({ detail }) => {
    apply(detail);
    try {
      localStorage.setItem("theme", detail);
    } catch {
      // It holds for this page, then.
    }
  });
}
