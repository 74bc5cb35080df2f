// Asks the package sources whether anything that we are built from is known to be vulnerable or deprecated, and says which.
// A source that can't tell is named, never taken for "nothing found"; AUDIT_MUST_KNOW=1 makes it a failure.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const npmFolders = ['src/CollectiveImpact.AppHost', 'tests/CardRules', 'tests/CollectiveImpact.Benchmarks/NodeEcho', 'tests/CollectiveImpact.Benchmarks/Lighthouse'];

// Deprecated years ago, and so at every source that knows of deprecations.
const deprecatedForLong = { nuget: ['windowsazure.storage', '9.3.3'], npm: ['request', '2.88.2'] };

/** What `dotnet list package --format json` found, a line each. */
export function nugetFindings(json) {
  const found = new Set();
  for (const project of JSON.parse(json).projects ?? []) {
    for (const framework of project.frameworks ?? []) {
      for (const p of [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])]) {
        for (const v of p.vulnerabilities ?? []) {
          found.add(`${p.id} ${p.resolvedVersion} is vulnerable (${v.severity}): ${v.advisoryurl ?? v.advisoryUrl}`);
        }
        if (p.deprecationReasons?.length) {
          const instead = p.alternativePackage ? `, use ${p.alternativePackage.id}` : '';
          found.add(`${p.id} ${p.resolvedVersion} is deprecated (${p.deprecationReasons.join(', ')})${instead}`);
        }
      }
    }
  }
  return [...found];
}

/** What `npm audit --json` found; null when it found out nothing. */
export function npmVulnerabilities(json) {
  let report;
  try {
    report = JSON.parse(json);
  } catch {
    return null;
  }
  if (!report.vulnerabilities) {
    return null;
  }
  return Object.values(report.vulnerabilities).flatMap(v => v.via.filter(a => typeof a === 'object')
    .map(a => `${v.name} ${v.range} is vulnerable (${a.severity}): ${a.title} ${a.url}`));
}

/** What a package-lock.json says is deprecated. */
export function npmDeprecated(json) {
  return Object.entries(JSON.parse(json).packages ?? {}).filter(([, p]) => p.deprecated)
    .map(([path, p]) => `${path.split('node_modules/').pop()} ${p.version} is deprecated: ${p.deprecated}`);
}

/** Which resource of a NuGet source, by its index, holds what is asked; null when none does. */
export const resourceOf = (index, type) => index.resources?.find(r => r['@type'].startsWith(type))?.['@id'] ?? null;

function run(program, args, cwd = '.') {
  const ran = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28, shell: process.platform === 'win32' });
  return { ok: ran.status === 0, out: ran.stdout ?? '', err: ran.stderr ?? '' };
}

async function json(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function main() {
  const found = [];
  const unknown = [];

  // 1. NuGet. Its command reports nothing found where the source knows nothing, so the source is asked first.
  const listed = what => run('dotnet', ['list', 'CollectiveImpact.Bot.sln', 'package', what, '--include-transitive', '--format', 'json']);
  const vulnerable = listed('--vulnerable');
  const deprecated = listed('--deprecated');
  const sources = vulnerable.ok ? JSON.parse(vulnerable.out).sources ?? [] : [];
  const indexes = (await Promise.all(sources.map(json))).filter(i => i !== null);
  if (!vulnerable.ok || !indexes.some(i => resourceOf(i, 'VulnerabilityInfo/'))) {
    unknown.push('NuGet, vulnerable packages: the source has no such data.');
  }
  const [id, version] = deprecatedForLong.nuget;
  const leaves = await Promise.all(indexes.map(i => resourceOf(i, 'RegistrationsBaseUrl')).filter(Boolean).map(base => json(`${base}${id}/index.json`)));
  const pages = leaves.flatMap(l => l?.items ?? []).flatMap(p => p.items ?? []);
  if (!deprecated.ok || !pages.some(l => l.catalogEntry?.version === version && l.catalogEntry.deprecation)) {
    unknown.push(`NuGet, deprecated packages: the source doesn't know that ${id} ${version} is.`);
  }
  found.push(...[vulnerable, deprecated].filter(l => l.ok).flatMap(l => nugetFindings(l.out)));

  // 2. npm.
  for (const folder of npmFolders) {
    const vulnerabilities = npmVulnerabilities(run('npm', ['audit', '--json', '--package-lock-only'], folder).out);
    if (vulnerabilities === null) {
      unknown.push(`npm, vulnerable packages of ${folder}: the registry did not answer the question.`);
    }
    found.push(...(vulnerabilities ?? []), ...npmDeprecated(readFileSync(`${folder}/package-lock.json`, 'utf8')));
  }
  if (!run('npm', ['view', deprecatedForLong.npm.join('@'), 'deprecated']).out.trim()) {
    unknown.push(`npm, deprecated packages: the registry doesn't know that ${deprecatedForLong.npm.join(' ')} is; only what the lock files say was looked at.`);
  }

  const lines = [...new Set(found)];
  lines.forEach(line => console.log(`PACKAGE: ${line}`));
  unknown.forEach(line => console.log(`NOT CHECKED: ${line}`));
  console.log(lines.length ? `Packages: ${lines.length} known to be vulnerable or deprecated.`
    : unknown.length ? 'Packages: none known to be vulnerable or deprecated among what could be checked, and the above could not be.'
      : 'Packages: none is known to be vulnerable or deprecated.');
  process.exit(lines.length || (unknown.length && process.env.AUDIT_MUST_KNOW) ? 1 : 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main();
}
