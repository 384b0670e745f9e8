"""The glossary for programs: an MCP server and an HTTP API, which ask the same questions."""
