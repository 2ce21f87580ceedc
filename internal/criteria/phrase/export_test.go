package phrase

// Normal makes normal available to tests.
var Normal = normal
