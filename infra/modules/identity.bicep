// The one identity of the bot: towards Teams, towards storage, towards the registry. It has no password.
@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Makes names unique in Azure.')
@minLength(13)
param token string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-bot-${token}'
  location: location
  tags: tags
}

output id string = identity.id
output name string = identity.name
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
output tenantId string = identity.properties.tenantId
