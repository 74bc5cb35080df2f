// What the bot needs around it: a place to run, a place to keep data, an identity, and its registration with Teams.
// The container app itself is in bot.bicep, which `azd deploy` applies once the image exists.
targetScope = 'subscription'

@description('Name of this installation, such as "production". It names the resource group.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Azure region of every resource. Reported data stays in it and, with GRS or GZRS, in its paired region.')
param location string

@description('How many copies of the data Azure keeps, and where. Tables have no undelete and no point-in-time restore, so keep at least three zones where the region has them.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('Locks the storage account against deletion. The lock has to be removed by hand before `azd down` can finish.')
param lockStorage bool = true

@description('How many replicas of the bot run. "one" is enough for thousands of people and costs least. "many" adds a dedicated node, because replicas on the consumption plan cannot reach each other.')
@allowed(['one', 'many'])
param replicas string = 'one'

@description('The name under which people see the bot in Teams.')
@maxLength(42)
param botDisplayName string = 'Collective Impact'

@description('Days for which logs and traces are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Who is told by e-mail when the bot is in trouble or near its budget. Empty for nobody.')
param alertEmail string = ''

@description('What a month may cost, in the currency of the bill; notices at 80 and 100 %. 0 for no budget. It stops nothing.')
@minValue(0)
param monthlyBudget int = 0

@description('The first day of the month in which the budget begins, such as 2026-12-01. Azure never lets it change, so it is not today\'s by default. Empty for no budget.')
param budgetStart string = ''

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var containerAppName = 'ca-bot-${token}'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-collective-impact-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module data 'modules/data.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    redundancy: storageRedundancy
    lock: lockStorage
    principalId: identity.outputs.principalId
  }
}

module hosting 'modules/hosting.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    principalId: identity.outputs.principalId
    logRetentionDays: logRetentionDays
    dedicated: replicas == 'many'
  }
}

module watching 'modules/watching.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: hosting.outputs.workspaceId
    containerAppName: containerAppName
    email: alertEmail
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

// A container app's host name is known before the app exists: its name, then the environment's domain.
var botDomain = '${containerAppName}.${hosting.outputs.domain}'

module registration 'modules/registration.bicep' = {
  scope: group
  params: {
    tags: tags
    token: token
    displayName: botDisplayName
    endpoint: 'https://${botDomain}/api/messages'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    identityTenantId: identity.outputs.tenantId
  }
}

// azd keeps these in its environment, for bot.bicepparam and for packing the Teams app.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = hosting.outputs.registryEndpoint
output AZURE_CONTAINER_APPS_ENVIRONMENT_NAME string = hosting.outputs.environmentName
output APPLICATION_INSIGHTS_NAME string = hosting.outputs.insightsName
output CONTAINER_APP_NAME string = containerAppName
output REPLICAS string = replicas
output IDENTITY_NAME string = identity.outputs.name
output STORAGE_ACCOUNT_NAME string = data.outputs.accountName
// Whom the registration trusts that register.sh makes for other organisations' directories.
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output IDENTITY_TENANT_ID string = identity.outputs.tenantId
output BOT_ID string = identity.outputs.clientId
output BOT_DOMAIN string = botDomain
