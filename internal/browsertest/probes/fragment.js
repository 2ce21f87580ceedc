// Leads to a place on the page, as a link would.
(fragment) => {
  location.hash = '#' + fragment;
  return document.querySelector(':target') !== null;
}
