"""The wiki as tools for language-model agents: bounded answers, and a server that speaks MCP."""
