// Tells whether a popover is open.
(id) => document.getElementById(id).matches(":popover-open") ? "open" : "closed"
