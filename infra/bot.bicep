// The bot itself: one container app. `azd deploy` applies this with each new image, so that the settings
// and the code that reads them change in one revision.
@description('Azure region.')
param location string = resourceGroup().location

@description('The image to run, with registry and tag.')
param image string

@description('Login server of the registry that holds the image.')
param registryEndpoint string

@description('Name of the container app. It is the first label of the bot\'s host name.')
param containerAppName string

@description('Name of the Container Apps environment.')
param containerAppsEnvironmentName string

@description('Name of the bot\'s managed identity.')
param identityName string

@description('Name of the storage account with the bot\'s tables.')
param storageAccountName string

@description('Name of the Application Insights that gets traces and measures.')
param applicationInsightsName string

@description('Letters before every table\'s name, for several installations in one account.')
param tablePrefix string = ''

@description('Client id of the registration by which the tab in Teams signs people in. Empty for no tab: a managed identity can\'t expose what Teams asks for.')
param tabAppId string = ''

@description('Client id of the registration by which the bot comes to the directories of people\'s organisations, where an administrator allows it. Empty for none.')
param directoryAppId string = ''

@description('Who runs the service, as its pages name them.')
param operatorName string = ''

@description('Where people write to them: an e-mail address, or a page that begins with https.')
param operatorContact string = ''

@description('The server that takes mails, such as smtp://smtp.example.org:587. Empty for no mail: then partners without Teams can\'t be reached.')
param mailServer string = ''

@description('The address that mails are from.')
param mailFrom string = ''

@description('Who signs in to the mail server, where it asks for that.')
param mailUser string = ''

@description('Their password.')
@secure()
param mailPassword string = ''

@description('The mailbox to which undeliverable mails come back, such as pop3s://pop.example.org. Empty where nobody reads it.')
param mailBounces string = ''

@description('Who opens that mailbox. Empty where that is who signs in to the mail server.')
param mailBouncesUser string = ''

@description('Their password.')
@secure()
param mailBouncesPassword string = ''

@description('"one" replica, or "many" that form a cluster.')
@allowed(['one', 'many'])
param replicas string = 'one'

@description('Most replicas, where there are many.')
@minValue(2)
@maxValue(30)
param maxReplicas int = 3

var many = replicas == 'many'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName
}

resource environment 'Microsoft.App/managedEnvironments@2026-07-01' existing = {
  name: containerAppsEnvironmentName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource bot 'Microsoft.App/containerApps@2026-07-01' = {
  name: containerAppName
  location: location
  tags: { 'azd-service-name': 'bot' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    // Replicas reach each other's addresses on a dedicated node; on the consumption plan they do not.
    workloadProfileName: many ? 'dedicated' : 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        transport: 'auto'
        allowInsecure: false
        // The dashboard's pages keep a connection to the replica that drew them.
        stickySessions: { affinity: 'sticky' }
      }
      secrets: concat(
        empty(mailPassword) ? [] : [{ name: 'mail-password', value: mailPassword }],
        empty(mailBouncesPassword) ? [] : [{ name: 'mail-bounces-password', value: mailBouncesPassword }]
      )
      registries: [
        { server: registryEndpoint, identity: identity.id }
      ]
    }
    template: {
      // A silo that is told to stop hands its grains over first.
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: [
            { name: 'ConnectionStrings__Storage', value: account.properties.primaryEndpoints.table }
            { name: 'Storage__TablePrefix', value: tablePrefix }
            { name: 'Clustering', value: many ? 'AzureTables' : 'Local' }
            // Where people's browsers find the links of export and import.
            { name: 'PublicUrl', value: 'https://${containerAppName}.${environment.properties.defaultDomain}' }
            { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
            { name: 'MicrosoftAppId', value: identity.properties.clientId }
            { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
            { name: 'Tab__AppId', value: tabAppId }
            { name: 'Directory__AppId', value: directoryAppId }
            { name: 'Operator__Name', value: operatorName }
            { name: 'Operator__Contact', value: operatorContact }
            { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
            { name: 'Mail__Server', value: mailServer }
            { name: 'Mail__From', value: mailFrom }
            { name: 'Mail__User', value: mailUser }
            { name: 'Mail__Password', secretRef: empty(mailPassword) ? null : 'mail-password' }
            { name: 'Mail__Bounces', value: mailBounces }
            { name: 'Mail__BouncesUser', value: mailBouncesUser }
            { name: 'Mail__BouncesPassword', secretRef: empty(mailBouncesPassword) ? null : 'mail-bounces-password' }
            // Which of its identities the container uses for storage.
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            // TLS ends at the ingress; links must still say https.
            { name: 'ASPNETCORE_FORWARDEDHEADERS_ENABLED', value: 'true' }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/health/live', port: 8080 }
              periodSeconds: 6
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health/live', port: 8080 }
              periodSeconds: 10
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/health/ready', port: 8080 }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        // Never 0: a sleeping bot opens no check-in.
        minReplicas: many ? 2 : 1
        maxReplicas: many ? maxReplicas : 1
        rules: [
          {
            name: 'people-answering'
            http: { metadata: { concurrentRequests: '50' } }
          }
        ]
      }
    }
  }
}

output SERVICE_BOT_URI string = 'https://${bot.properties.configuration.ingress.fqdn}'
