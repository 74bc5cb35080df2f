// Reads cards on stdin, one JSON object a line; writes for each line a JSON array of what Microsoft's own parser has against it.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

// The package's module entry doesn't load in Node (imports without extensions); its bundle does.
const { AdaptiveCard, HostConfig, SerializationContext, Versions } =
  createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

// Teams draws these, this parser doesn't know them; it goes on with their fallback, which is what we want of it.
// It also wants 1.6 for choices that come as one types, which Teams' own examples ask for in older cards.
const newer = /^Unknown element type "(Chart\.[A-Za-z.]+|Badge|Icon|ProgressBar)"|^Property "choices\.data" is supported in version 1\.6/;

// The people of Teams' own directory are looked up by Teams alone: there is no choice to begin with, which this parser asks for.
function withoutPickers(part) {
  if (Array.isArray(part)) {
    return part.map(withoutPickers);
  }
  if (part === null || typeof part !== 'object') {
    return part;
  }
  const copy = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withoutPickers(value)]));
  if (part.type === 'Input.ChoiceSet' && part['choices.data']?.dataset === 'graph.microsoft.com/users') {
    copy.choices = [{ title: 'Somebody', value: 'somebody' }];
    delete copy.value;
  }
  return copy;
}

function faultsOf(line) {
  let json;
  try {
    json = withoutPickers(JSON.parse(line));
  } catch (error) {
    return [`The card isn't JSON: ${error.message}`];
  }
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  // Teams draws six buttons; the parser alone would take five.
  card.hostConfig = new HostConfig({ actions: { maxActions: 6 } });
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  const { validationEvents } = card.validateProperties();
  return [...parsed, ...validationEvents]
    .map(({ message }) => message)
    .filter(message => !newer.test(message));
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') {
    process.stdout.write(`${JSON.stringify(faultsOf(line))}\n`);
  }
}
