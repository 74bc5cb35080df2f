// Everything here comes from the azd environment: the outputs of main.bicep, and the image that azd has just pushed.
using 'bot.bicep'

param image = readEnvironmentVariable('SERVICE_BOT_IMAGE_NAME')
param registryEndpoint = readEnvironmentVariable('AZURE_CONTAINER_REGISTRY_ENDPOINT')
param containerAppName = readEnvironmentVariable('CONTAINER_APP_NAME')
param containerAppsEnvironmentName = readEnvironmentVariable('AZURE_CONTAINER_APPS_ENVIRONMENT_NAME')
param identityName = readEnvironmentVariable('IDENTITY_NAME')
param applicationInsightsName = readEnvironmentVariable('APPLICATION_INSIGHTS_NAME')
param replicas = readEnvironmentVariable('REPLICAS')
param storageAccountName = readEnvironmentVariable('STORAGE_ACCOUNT_NAME')

// Set with `azd env set`.
param tablePrefix = readEnvironmentVariable('STORAGE_TABLE_PREFIX', '')
param tabAppId = readEnvironmentVariable('TAB_APP_ID', '')
param directoryAppId = readEnvironmentVariable('DIRECTORY_APP_ID', '')
param operatorName = readEnvironmentVariable('DEVELOPER_NAME', '')
param operatorContact = readEnvironmentVariable('OPERATOR_CONTACT', '')
param mailServer = readEnvironmentVariable('MAIL_SERVER', '')
param mailFrom = readEnvironmentVariable('MAIL_FROM', '')
param mailUser = readEnvironmentVariable('MAIL_USER', '')
param mailPassword = readEnvironmentVariable('MAIL_PASSWORD', '')
param mailBounces = readEnvironmentVariable('MAIL_BOUNCES', '')
param mailBouncesUser = readEnvironmentVariable('MAIL_BOUNCES_USER', '')
param mailBouncesPassword = readEnvironmentVariable('MAIL_BOUNCES_PASSWORD', '')
param maxReplicas = int(readEnvironmentVariable('MAX_REPLICAS', '3'))
