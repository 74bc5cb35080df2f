import assert from 'node:assert/strict';
import test from 'node:test';
import { npmDeprecated, npmVulnerabilities, nugetFindings, resourceOf } from './audit.mjs';

const list = packages => JSON.stringify({ version: 1, parameters: '', sources: ['https://feed.example/index.json'], projects: [{ path: 'a.csproj' }, { path: 'b.csproj', frameworks: [{ framework: 'net10.0', ...packages }] }] });

test('a vulnerable package is named with its version and advisory, once, also where another package asked for it', () => {
  const p = { id: 'Some.Json', resolvedVersion: '12.0.1', vulnerabilities: [{ severity: 'High', advisoryurl: 'https://advisories.example/1' }] };
  const said = 'Some.Json 12.0.1 is vulnerable (High): https://advisories.example/1';
  assert.deepEqual(nugetFindings(list({ topLevelPackages: [p], transitivePackages: [p] })), [said]);
  assert.deepEqual(nugetFindings(list({ transitivePackages: [p] })), [said]);
});

test('a deprecated package is named with the reason and what to use', () => assert.deepEqual(
  nugetFindings(list({ topLevelPackages: [{ id: 'Old.Storage', resolvedVersion: '9.3.3', deprecationReasons: ['Legacy'], alternativePackage: { id: 'New.Storage', versionRange: '>= 0' } }] })),
  ['Old.Storage 9.3.3 is deprecated (Legacy), use New.Storage']));

test('packages of which nothing is known are no finding', () => assert.deepEqual(nugetFindings(list({ topLevelPackages: [{ id: 'Fine', resolvedVersion: '1.0.0' }] })), []));

test('npm: a vulnerable package is named with its advisory', () => assert.deepEqual(
  npmVulnerabilities(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {
    tiny: { name: 'tiny', severity: 'critical', via: [{ source: 1, name: 'tiny', title: 'Prototype pollution', url: 'https://advisories.example/2', severity: 'critical', range: '<1.2.6' }], range: '<1.2.6' },
    uses: { name: 'uses', severity: 'critical', via: ['tiny'], range: '*' },
  } })),
  ['tiny <1.2.6 is vulnerable (critical): Prototype pollution https://advisories.example/2']));

test('npm: a registry that refuses the question has not said that nothing is wrong', () => {
  assert.equal(npmVulnerabilities(JSON.stringify({ message: '405 Method Not Allowed', method: 'POST' })), null);
  assert.equal(npmVulnerabilities(''), null);
  assert.deepEqual(npmVulnerabilities(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} })), []);
});

test('npm: what the lock says is deprecated is named', () => assert.deepEqual(
  npmDeprecated(JSON.stringify({ packages: { '': {}, 'node_modules/a/node_modules/@x/old': { version: '2.0.0', deprecated: 'Use new' }, 'node_modules/b': { version: '1.0.0' } } })),
  ['@x/old 2.0.0 is deprecated: Use new']));

test('a source without the resource is one that can\'t tell', () => {
  assert.equal(resourceOf({ resources: [{ '@type': 'RegistrationsBaseUrl/3.6.0', '@id': 'https://r/' }] }, 'VulnerabilityInfo/'), null);
  assert.equal(resourceOf({ resources: [{ '@type': 'VulnerabilityInfo/6.7.0', '@id': 'https://v/' }] }, 'VulnerabilityInfo/'), 'https://v/');
});
