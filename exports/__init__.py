"""One module a file format; `exports.registry` names them all."""
