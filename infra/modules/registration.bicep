// The bot's registration with the Bot Framework, and its Teams channel.
// New registrations are single-tenant or a managed identity; either serves partners in other tenants.
@description('Tags of every resource.')
param tags { *: string }

@description('Makes names unique in Azure.')
@minLength(13)
param token string

@description('The name under which people see the bot.')
param displayName string

@description('Where the Bot Framework delivers activities.')
param endpoint string

@description('Resource id of the bot\'s identity.')
param identityId string

@description('Client id of the bot\'s identity: the bot\'s app id.')
param identityClientId string

@description('Tenant of the bot\'s identity.')
param identityTenantId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: 'bot-${token}'
  location: 'global'
  tags: tags
  kind: 'azurebot'
  // Standard channels, Teams among them, are free of charge and unlimited in F0.
  sku: { name: 'F0' }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppType: 'UserAssignedMSI'
    msaAppId: identityClientId
    msaAppTenantId: identityTenantId
    msaAppMSIResourceId: identityId
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      acceptedTerms: true
      enableCalling: false
    }
  }
}
