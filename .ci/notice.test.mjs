import assert from 'node:assert/strict';
import test from 'node:test';
import { copied, deployed, isFine, named, notice, told } from './notice.mjs';

const nuspec = inside => `<?xml version="1.0"?><package><metadata>${inside}</metadata></package>`;

test('what is deployed brings a file that runs; what only compiles or analyses, or is a project, is not', () => assert.deepEqual(
  deployed({ targets: { 'net10.0': {
    'Runs/1.0.0': { type: 'package', runtime: { 'lib/net10.0/Runs.dll': {} } },
    'OnSome/2.0.0': { type: 'package', runtimeTargets: { 'runtimes/win/lib/OnSome.dll': {} } },
    'Empty/1.0.0': { type: 'package', runtime: { 'lib/net10.0/_._': {} } },
    'Analyses/1.0.0': { type: 'package' },
    'Ours/1.0.0': { type: 'project', runtime: { 'bin/Ours.dll': {} } },
  } } }),
  [['Runs', '1.0.0'], ['OnSome', '2.0.0']]));

test('a licence is a name, a file, a known address, or what stands there', () => {
  assert.equal(told(nuspec('<license type="expression">MIT</license><licenseUrl>https://licenses.nuget.org/MIT</licenseUrl>')).licence, 'MIT');
  assert.equal(told(nuspec('<license type="file">LICENSE.txt</license>')).licence, 'file LICENSE.txt');
  assert.equal(told(nuspec('<licenseUrl>https://github.com/dotnet/corefx/blob/master/LICENSE.TXT</licenseUrl>')).licence, 'MIT');
  assert.equal(told(nuspec('<licenseUrl>https://example.org/mine</licenseUrl>')).licence, 'https://example.org/mine');
  assert.equal(told(nuspec('<id>Nothing</id>')).licence, 'none');
});

test('who holds the rights is who says so, else who wrote it', () => {
  assert.equal(told(nuspec('<authors>Ann</authors><copyright>© Ann\n  and others</copyright>')).by, '© Ann and others');
  assert.equal(told(nuspec('<authors>Ann</authors>')).by, 'Ann');
});

test('a licence is known by its text', () => {
  assert.equal(named('Permission is hereby granted, free of charge, to any person'), 'MIT');
  assert.equal(named('Redistribution and use in source and binary forms … Neither the name of'), 'BSD-3-Clause');
  assert.equal(named('You may not.'), null);
});

test('of several licences to choose from one has to be fine', () => {
  assert.ok(isFine('GPL-3.0-only OR MIT'));
  assert.ok(!isFine('GPL-3.0-only'));
  assert.ok(!isFine('file LICENSE.txt'));
});

test('what was copied from npm is of the version that the lock names', () => assert.deepEqual(
  copied({ packages: { 'node_modules/@microsoft/teams-js': { version: '2.0.0', license: 'MIT' } } }).map(p => [p.name, p.version, p.licence]),
  [['@microsoft/teams-js', '2.0.0', 'MIT']]));

test('a name with a bar stays in its cell', () => assert.match(notice([{ name: 'A', version: '1', licence: 'MIT', by: 'Ann | Bob', home: '' }]), /\| A \| 1 \| MIT \| Ann \\\| Bob \|/));
