// Owns the MCP side: which tools there are, a call, and how a call goes wrong. What a model can mend, and what the router
// refuses, is a result with `isError` that it reads; an unknown tool is an error of the protocol.
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { BatonError, type Client } from '#sdk/index.ts';
import { call, tools } from './tools.ts';

const INSTRUCTIONS =
  'Hand a conversation over to a person: ask availability, then transfer_to_human, then status again and again with wait, showing the customer what the person writes and adding what the customer says with add_turn, until the handoff is completed, returned, failed or canceled.';

// The plain server, since the definitions are JSON Schema already: the one that other tool-calling APIs get too.
export function createServer(client: Client, version: string): Server {
  const server = new Server(
    { name: 'baton', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool === undefined) {
      const known = tools.map(({ name }) => name).join(', ');
      throw new McpError(ErrorCode.InvalidParams, `there is no tool "${params.name}", only ${known}`);
    }
    try {
      const answer = await call(tool, client, params.arguments ?? {}, signal);
      // As text too, for clients that know nothing else.
      const structuredContent = JSON.parse(JSON.stringify(answer)) as Record<string, unknown>;
      return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
    } catch (error) {
      if (!(error instanceof BatonError)) throw error;
      return { content: [{ type: 'text', text: error.message }], isError: true };
    }
  });
  return server;
}
