// Everything that people reported is here, in tables. No shared key opens it; the bot's identity does.
@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Makes names unique in Azure.')
@minLength(13)
param token string

@description('How many copies Azure keeps, and where.')
param redundancy string

@description('Whether the account is locked against deletion.')
param lock bool

@description('Who reads and writes the tables.')
param principalId string

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: 'st${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    accessTier: 'Hot'
  }
}

// Storage Table Data Contributor: rows and tables, and nothing of the account.
var tableDataContributor = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
)

resource mayUseTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, token, tableDataContributor)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: tableDataContributor
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep-reported-data'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Tables cannot be undeleted. Export first, then remove this lock.'
  }
}

output accountName string = account.name
