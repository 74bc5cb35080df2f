// Wired as the package's README has it for an Express app of one's own; startServer does the same, but listens on every interface.
import express from 'express';
import { AgentApplication } from '@microsoft/agents-hosting';
import { createAgentRequestHandler } from '@microsoft/agents-hosting-express';

const agent = new AgentApplication();
agent.onActivity('message', async context => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
});

const app = express();
app.use(express.json());
app.post('/api/messages', createAgentRequestHandler(agent));
app.listen(Number(process.env.PORT), '127.0.0.1');
