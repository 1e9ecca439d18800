/** The part of the SDK that `bionote mcp` needs: a bundle of its own, loaded with that command alone. */
export { McpServer } from '@modelcontextprotocol/server';
export { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
