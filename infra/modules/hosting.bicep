// Where the bot runs: logs, traces, a registry for its image, and the environment of the container app.
@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Makes names unique in Azure.')
@minLength(13)
param token string

@description('Who pulls the image.')
param principalId string

@description('Days for which logs and traces are kept.')
param logRetentionDays int

@description('Whether a dedicated node is added, for replicas that talk to each other.')
param dedicated bool

resource logs 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
  }
}

// The bot sends its traces and measures there itself: the environment's agent takes no measures there.
resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${token}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: {
    adminUserEnabled: false
  }
}

var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, token, acrPull)
  scope: registry
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: acrPull
  }
}

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${token}'
  location: location
  tags: tags
  properties: {
    workloadProfiles: concat(
      [
        { name: 'Consumption', workloadProfileType: 'Consumption' }
      ],
      dedicated
        ? [
            { name: 'dedicated', workloadProfileType: 'D4', minimumCount: 1, maximumCount: 3 }
          ]
        : []
    )
    // Through diagnostic settings below, so that no workspace key is needed.
    appLogsConfiguration: { destination: 'azure-monitor' }
  }
}

resource environmentLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}

output registryEndpoint string = registry.properties.loginServer
output workspaceId string = logs.id
output insightsName string = insights.name
output environmentName string = environment.name
output domain string = environment.properties.defaultDomain
