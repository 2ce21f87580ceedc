// Names the links and controls of the page in their order; an empty name is for those that can't
// be used as the page stands: not rendered, although not in a popover, or disabled.
(selector) => [...document.querySelectorAll(selector)]
  .map((element) => {
    const popover = element.closest("[popover]");
    const rendered = element.checkVisibility({ visibilityProperty: true }) ||
      (popover && popover !== element && !popover.checkVisibility());
    // The button that closes a popover isn't needed while the popover can't be closed.
    const idle = element.popoverTargetAction === "hide" && popover?.checkVisibility() && !element.checkVisibility();
    // Tab comes to a group of radios once; the arrow keys go on from there.
    const group = element.type === "radio" ? [...document.getElementsByName(element.name)] : [element];
    const other = element !== (group.find((radio) => radio.checked) ?? group[0]);
    if (!rendered || other || idle || element.disabled || element.tabIndex < 0 || element.type === "hidden") {
      return "";
    }
    return `<${element.localName}> ${element.textContent.trim().slice(0, 40)} ${element.getAttribute("href") ?? ""}`;
  })
