// Lists the packages that the service is deployed with, and their licences, in NOTICE.md. Without "--write" it says whether the list is still right.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const project = 'artifacts/obj/CollectiveImpact.Bot/project.assets.json';
const npmLock = 'tests/CardRules/package-lock.json';
const list = 'NOTICE.md';

// What may be passed on with a service under MIT without more than this list. Another licence is for a person to look at.
const fine = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'MS-PL', '0BSD']);

// Packages from before licences had names, by the address that they give instead; looked up by hand.
const byAddress = new Map([
  ['https://licenses.nuget.org/MIT', 'MIT'],
  ['https://github.com/Microsoft/dotnet/blob/master/LICENSE', 'MIT'],
  ['https://raw.githubusercontent.com/Microsoft/dotnet/master/LICENSE', 'MIT'],
  ['https://github.com/dotnet/corefx/blob/master/LICENSE.TXT', 'MIT'],
]);

/** The packages of a restored project of which something is deployed, as [name, version]. */
export const deployed = assets => Object.entries(Object.values(assets.targets)[0])
  .filter(([, p]) => p.type === 'package' && [p.runtime, p.runtimeTargets].some(files => Object.keys(files ?? {}).some(f => !f.endsWith('/_._'))))
  .map(([name]) => name.split('/'));

const tag = (nuspec, name) => nuspec.match(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`))?.[1].trim().replace(/\s+/g, ' ') ?? '';

/** What a package says of itself. Its licence is a name, or what stands where the name should be. */
export function told(nuspec) {
  const kind = nuspec.match(/<license\s[^>]*type="(\w+)"/)?.[1];
  const address = tag(nuspec, 'licenseUrl');
  return {
    licence: kind === 'expression' ? tag(nuspec, 'license') : kind === 'file' ? `file ${tag(nuspec, 'license')}` : byAddress.get(address) ?? (address || 'none'),
    by: tag(nuspec, 'copyright') || tag(nuspec, 'authors'),
    home: tag(nuspec, 'projectUrl'),
  };
}

/** The name of a licence by its own text, for packages that bring the text alone. */
export const named = text => /Apache License,?\s+Version 2\.0/i.test(text) ? 'Apache-2.0'
  : /Permission is hereby granted, free of charge/.test(text) ? 'MIT'
    : /Redistribution and use in source and binary forms/.test(text) ? (/Neither the name/.test(text) ? 'BSD-3-Clause' : 'BSD-2-Clause')
      : /Microsoft Public License/.test(text) ? 'MS-PL' : null;

export const isFine = licence => licence.split(/\s+OR\s+/).some(l => fine.has(l.replace(/[()]/g, '')));

/** The list as it stands in the file. */
export const notice = packages => `# What others made

The service is deployed with these packages, each under its own licence, and with [.NET](https://github.com/dotnet/runtime) (MIT). \`node .ci/notice.mjs --write\` makes this list from what is restored; \`.ci/run\` fails when it isn't right any more, or when a package has a licence that nobody has looked at.

| package | version | licence | by |
|---|---|---|---|
${packages.map(p => `| ${p.home ? `[${p.name}](${p.home})` : p.name} | ${p.version} | ${p.licence} | ${p.by.replace(/&#169;|&copy;|©/g, '©').replace(/&amp;/g, '&').replace(/\|/g, '\\|')} |`).join('\n')}
`;

function read() {
  const assets = JSON.parse(readFileSync(project, 'utf8'));
  return deployed(assets).map(([name, version]) => {
    const folder = Object.keys(assets.packageFolders).map(f => `${f}/${name.toLowerCase()}/${version.toLowerCase()}`).find(existsSync);
    const spec = readdirSync(folder).find(f => f.endsWith('.nuspec'));
    const says = told(readFileSync(`${folder}/${spec}`, 'utf8'));
    const file = says.licence.startsWith('file ') ? named(readFileSync(`${folder}/${says.licence.slice(5).replaceAll('\\', '/')}`, 'utf8')) : null;
    return { name, version, ...says, licence: file ?? says.licence };
  }).concat(copied(JSON.parse(readFileSync(npmLock, 'utf8')))).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What of npm has a copy in the service: its licence goes along with it. */
export const copied = lock => ['@microsoft/teams-js'].map(name => {
  const { version, license } = lock.packages[`node_modules/${name}`];
  return { name, version, licence: license, by: 'Microsoft Corporation', home: 'https://github.com/OfficeDev/microsoft-teams-library-js' };
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const packages = read();
  const unknown = packages.filter(p => !isFine(p.licence));
  unknown.forEach(p => console.log(`LICENCE: ${p.name} ${p.version} has "${p.licence}". Look at it, then add it to .ci/notice.mjs or take another package.`));
  const now = notice(packages);
  if (process.argv.includes('--write')) {
    writeFileSync(list, now);
  }
  const isRight = existsSync(list) && readFileSync(list, 'utf8') === now;
  if (!isRight) {
    console.log(`${list} isn't what the service is deployed with: node .ci/notice.mjs --write`);
  }
  process.exit(unknown.length || !isRight ? 1 : 0);
}
