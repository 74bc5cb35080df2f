// How the code is put together, in figures: node .ci/figures.mjs [another checkout, to stand beside this one]
import { readFileSync, readdirSync } from 'node:fs';
import { join, basename, relative } from 'node:path';
import { execFileSync } from 'node:child_process';

const product = 'src/CollectiveImpact';

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? (/^(obj|bin|node_modules)$/.test(entry.name) ? [] : files(path)) : entry.name.endsWith('.cs') ? [path] : [];
  });
}

// Without comments and the insides of texts, so that braces and names in them don't count.
const bare = text => text
  .replace(/"""[\s\S]*?"""/g, '""')
  .replace(/@?"(?:[^"\\\n]|\\.)*"/g, '""')
  .replace(/'(?:[^'\\\n]|\\.)+'/g, "' '")
  .replace(/\/\/[^\n]*/g, '');

const declared = text => [...text.matchAll(/^(?:public|internal) (?:(?:static|sealed|abstract|readonly|partial) )*(?:class|record struct|record|struct|interface|enum) (\w+)/gm)].map(m => m[1]);

function methods(path, text) {
  const lines = bare(text).split('\n');
  const found = [];
  for (let at = 0; at < lines.length; at++) {
    const head = /^(\s+)(?:\[[^\]]*\] ?)*(?:(?:public|internal|private|protected|static|sealed|override|virtual|async|abstract|new|readonly) )*[\w<>?,.\[\]() ]+ (\w+)(?:<[\w, ]+>)?\(/.exec(lines[at]);
    if (!head || /^\s*(?:return|await|throw|new|if|for|foreach|while|switch|using|lock|else|var|yield)\b/.test(lines[at]) || /\b(?:record|struct|class|interface)\b|[;=]\s*$/.test(lines[at])) {
      continue;
    }

    let begin = at;
    while (begin < lines.length && !new RegExp(`^${head[1]}\\{`).test(lines[begin]) && begin - at < 8 && !/;\s*$/.test(lines[begin])) {
      begin++;
    }

    if (!new RegExp(`^${head[1]}\\{`).test(lines[begin] ?? '')) {
      continue;
    }

    const end = lines.findIndex((line, i) => i > begin && new RegExp(`^${head[1]}\\}`).test(line));
    if (end > 0) {
      found.push({ name: `${basename(path, '.cs')}.${head[2]}`, lines: end - at + 1 });
    }
  }
  return found;
}

// How many parameters each method takes that has a body of its own, and each type that has them after its name.
function parameters(path, text) {
  const content = bare(text);
  const heads = /^ +(?:(?:public|internal|private|protected|static|sealed|override|virtual|async|abstract|new|readonly) )+[\w<>?,.\[\]() ]+? (\w+)(?:<[\w, ]+>)?\(|^(?:public|internal) [\w ]*(?:class|record|struct) (\w+)(?:<[\w, ]+>)?\(/gm;
  return [...content.matchAll(heads)].map(head => {
    let [count, depth, any] = [1, 0, false];
    for (let at = head.index + head[0].length; depth >= 0 && at < content.length; at++) {
      depth += '([{<'.includes(content[at]) ? 1 : ')]}>'.includes(content[at]) && content[at - 1] !== '=' ? -1 : 0;
      count += depth === 0 && content[at] === ',' ? 1 : 0;
      any ||= depth >= 0 && /\S/.test(content[at]);
    }
    return { name: head[1] ? `${basename(path, '.cs')}.${head[1]}` : `new ${head[2]}`, count: any ? count : 0, isType: !head[1] };
  });
}

// Names of types that stand in more than one namespace: who reads one may think of the other. A generic type beside its plain one is meant.
function shared(texts) {
  const places = new Map();
  for (const [, text] of texts) {
    const home = /^namespace ([\w.]+)/m.exec(text)?.[1] ?? '';
    for (const m of bare(text).matchAll(/^(?:public|internal) (?:(?:static|sealed|abstract|readonly|partial|ref) )*(?:class|record struct|record|struct|interface|enum) (\w+)/gm)) {
      places.set(m[1], (places.get(m[1]) ?? new Set()).add(home));
    }
  }
  return [...places].filter(([, homes]) => homes.size > 1).map(([name]) => name).sort();
}

// The greatest sets of files of which each needs each other (Tarjan's strongly connected components).
function circles(texts) {
  const home = new Map(texts.flatMap(([path, text]) => declared(text).map(type => [type, path])));
  const needs = new Map(texts.map(([path, text]) => [path, new Set([...bare(text).matchAll(/(?<![.\w])[A-Z]\w+\b(?!\s*[=(]|\s*=>)/g)].map(m => home.get(m[0])).filter(p => p && p !== path))]));
  const [order, low, stack, result] = [new Map(), new Map(), [], []];
  const visit = path => {
    order.set(path, order.size);
    low.set(path, order.get(path));
    stack.push(path);
    for (const next of needs.get(path)) {
      if (!order.has(next)) {
        visit(next);
      }
      if (stack.includes(next)) {
        low.set(path, Math.min(low.get(path), low.get(next)));
      }
    }
    if (low.get(path) === order.get(path)) {
      const circle = stack.splice(stack.indexOf(path));
      if (circle.length > 1) {
        result.push(circle.length);
      }
    }
  };
  texts.forEach(([path]) => order.has(path) || visit(path));
  return result;
}

// Places where six lines or more stand that stand elsewhere too; usings and closing braces say nothing.
function repeated(texts) {
  const seen = new Map();
  for (const [path, text] of texts) {
    const lines = text.split('\n').map((line, i) => [line.trim(), i]).filter(([line]) => line && !/^(?:using |namespace |\/\/|[{}()\[\];,]+$)/.test(line));
    for (let at = 0; at + 6 <= lines.length; at++) {
      const run = lines.slice(at, at + 6).map(([line]) => line).join('\n');
      seen.set(run, [...(seen.get(run) ?? []), `${path}:${at}`]);
    }
  }
  const starts = new Set([...seen.values()].filter(p => p.length > 1).flat());
  return [...starts].filter(place => {
    const [path, at] = place.split(':');
    return !starts.has(`${path}:${at - 1}`);
  }).length;
}

function measure(root) {
  const sources = files(join(root, 'src')).filter(path => !path.includes('AppHost')).map(path => [path, readFileSync(path, 'utf8')]);
  const lines = text => text.split('\n').length - 1;
  const ours = sources.filter(([path]) => path.startsWith(join(root, product) + '/'));
  const slices = new Map();
  for (const [path, text] of ours) {
    const slice = relative(join(root, product), path).split('/')[0];
    slices.set(slice, [...(slices.get(slice) ?? []), [path, text]]);
  }
  const drawn = ours.filter(([path]) => /(?:Card|Form|Field|Part|Receipt)s?\.cs$/.test(path));
  const all = sources.flatMap(([path, text]) => methods(path, text)).sort((a, b) => b.lines - a.lines);
  const taken = sources.flatMap(([path, text]) => parameters(path, text));
  const longest = lists => lists.sort((a, b) => b.count - a.count).slice(0, 10).map(p => `${p.name} ${p.count}`).join(', ');
  return {
    'lines of source, files': `${sources.reduce((n, [, text]) => n + lines(text), 0)}, ${sources.length}`,
    'lines of cards and forms, files': `${drawn.reduce((n, [, text]) => n + lines(text), 0)}, ${drawn.length}`,
    'longest files': sources.map(([path, text]) => [basename(path), lines(text)]).sort((a, b) => b[1] - a[1]).slice(0, 5).map(f => f.join(' ')).join(', '),
    'longest ten methods': all.slice(0, 10).map(m => `${m.name} ${m.lines}`).join(', '),
    'methods over 60 lines': all.filter(m => m.lines > 60).length,
    'longest ten parameter lists of methods': longest(taken.filter(p => !p.isType)),
    'longest ten of types': longest(taken.filter(p => p.isType)),
    'names that types of two namespaces share': shared(sources).join(', '),
    'files in circles within a slice': [...slices].filter(([name]) => !name.endsWith('.cs')).map(([name, texts]) => [name, circles(texts)]).filter(([, c]) => c.length)
      .sort((a, b) => Math.max(...b[1]) - Math.max(...a[1])).map(([name, c]) => `${name} ${c.join('+')}`).join(', '),
    'repeated runs of six lines': repeated(sources),
    'files that name a kind of indicator, outside the kinds': ours.filter(([path, text]) => !path.includes('/Kinds/') && /\bIndicatorKind\.\w/.test(bare(text))).length,
    'texts': `${execFileSync('bash', ['-c', 'grep -rhc "<data name" "$0" --include=Texts.resx || echo 0', join(root, 'src')], { encoding: 'utf8' }).trim().split('\n').reduce((n, c) => n + Number(c), 0)}`,
  };
}

const here = measure('.');
const other = process.argv[2] ? measure(process.argv[2]) : null;
for (const [what, figure] of Object.entries(here)) {
  console.log(`${what}\n  ${other ? `there: ${other[what]}\n  here:  ` : ''}${figure}`);
}
