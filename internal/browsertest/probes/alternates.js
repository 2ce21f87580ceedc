// Gives the addresses of the page's versions by language.
() => Object.fromEntries([...document.querySelectorAll("link[rel=alternate][hreflang]")]
  .map((link) => [link.hreflang, link.href]))
