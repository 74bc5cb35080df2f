# Does on Windows what register.sh does elsewhere, step by step: what it is for is said there. Text goes to az in files, because cmd, which starts it, would take quotation marks away.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

function Sorry($sentence) { [Console]::Error.WriteLine($sentence); exit 1 }

if ($env:REGISTER_DIRECTORY -ne 'true' -and $env:REGISTER_TAB -ne 'true') {
  'No app is registered in Entra, because neither REGISTER_DIRECTORY nor REGISTER_TAB is true.'
  exit 0
}

if (-not $env:IDENTITY_TENANT_ID -or -not $env:BOT_DOMAIN -or ($env:REGISTER_DIRECTORY -eq 'true' -and -not $env:IDENTITY_PRINCIPAL_ID)) {
  Sorry "To register the app, the bot has to be provisioned first: IDENTITY_TENANT_ID, IDENTITY_PRINCIPAL_ID and BOT_DOMAIN come from there. Please run 'azd provision', or set them; for the tab alone, IDENTITY_PRINCIPAL_ID isn't needed."
}

$app = if ($env:DIRECTORY_APP_ID) { $env:DIRECTORY_APP_ID } else { $env:TAB_APP_ID }
if ($env:TAB_APP_ID -and $app -ne $env:TAB_APP_ID) {
  Sorry "DIRECTORY_APP_ID and TAB_APP_ID name two registrations, but the app's manifest has room for one. Please keep the tab's: azd env set DIRECTORY_APP_ID $env:TAB_APP_ID"
}

if (-not (Get-Command az -ErrorAction Ignore)) {
  Sorry "Registering the app takes the Azure CLI, which isn't installed here: https://aka.ms/installazurecli. Then please run: azd hooks run postprovision"
}

$login = "az login --tenant $env:IDENTITY_TENANT_ID --allow-no-subscriptions"
$tenant = az account show --query tenantId -o tsv 2>$null
if ($LASTEXITCODE) {
  Sorry "The Azure CLI isn't signed in; azd has a sign-in of its own. Please run: $login; then: azd hooks run postprovision"
}
if ($tenant -ne $env:IDENTITY_TENANT_ID) {
  Sorry "The Azure CLI is signed in to another tenant ($tenant) than the bot's ($env:IDENTITY_TENANT_ID). Please run: $login; then: azd hooks run postprovision"
}

$work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item $work -ItemType Directory | Out-Null
$graph = 'https://graph.microsoft.com/v1.0/applications'
$mark = "collective-impact-$env:BOT_DOMAIN"
$hostName = if ($env:TAB_HOST) { $env:TAB_HOST } else { $env:BOT_DOMAIN }
$audience = 'AzureADMultipleOrgs'
$did = $false

function Ask {
  $answer = az @args --only-show-errors 2>"$work/said"
  if (-not $LASTEXITCODE) { return $answer }
  $said = Get-Content "$work/said" -Raw
  [Console]::Error.Write($said)
  if ($said -match 'Insufficient privileges|Authorization_RequestDenied') {
    Sorry 'You may not register or change this app in your directory. Please ask somebody with the role Application Developer (for a new app) or Application Administrator to sign in and run infra/register.ps1, or go on without: azd env set REGISTER_DIRECTORY false; azd env set REGISTER_TAB false'
  }
  if ($said -match 'verified domain|HostNameNotOnVerifiedDomain') {
    Sorry "Entra takes the tab's address api://$hostName/... only where the domain of $hostName is verified in your directory. Please set a host name of yours: azd env set TAB_HOST bot.example.org; or go on without the tab: azd env set REGISTER_TAB false"
  }
  if ($said -match 'az login|AADSTS') {
    Sorry "Your sign-in to the Azure CLI doesn't do for this any more. Please run: $login; then: azd hooks run postprovision"
  }
  Sorry "Entra didn't take that. Once it is in order, please run: azd hooks run postprovision. What is done already stays as it is."
}

function Written($name, $content) {
  ConvertTo-Json $content -Depth 9 | Set-Content "$work/$name.json"
  "$work/$name.json"
}

function Change($content) {
  $script:did = $true
  Ask rest --method PATCH --uri "$graph/$object" --headers Content-Type=application/json --body "@$(Written body $content)" -o none
}

function Keep($name) {
  $script:did = $true
  if ($env:AZURE_ENV_NAME -and (Get-Command azd -ErrorAction Ignore)) {
    azd env set $name $app --environment $env:AZURE_ENV_NAME
    if ($LASTEXITCODE) { exit 1 }
    "The next deployment has $name=$app. Please raise TeamsAppVersion for it, and upload the new package everywhere."
  }
  else {
    "Please set $name=$app where you deploy from, raise TeamsAppVersion, and upload the new package everywhere."
  }
}

try {
  if ($app) {
    $object = az ad app show --id $app --query id -o tsv 2>$null
    if ($LASTEXITCODE) {
      Sorry "The registration $app, which DIRECTORY_APP_ID or TAB_APP_ID names, can't be found in the bot's tenant. If it was deleted, please set them to nothing, as in 'azd env set DIRECTORY_APP_ID `"`"', and there will be a new one."
    }
  }
  else {
    $found = Ask ad app list --filter "tags/any(t:t eq '$mark')" --query "[].join(' ', [appId, id]) | [0] || ''" -o tsv
    if (-not $found) {
      $new = Written body @{ displayName = 'Collective Impact'; signInAudience = $audience; tags = @($mark) }
      $found = Ask rest --method POST --uri $graph --headers Content-Type=application/json --body "@$new" --query "join(' ', [appId, id])" -o tsv
      foreach ($wait in 2, 4, 8, 16) {
        az ad app show --id $found.Split(' ')[0] -o none 2>$null
        if (-not $LASTEXITCODE) { break }
        Start-Sleep $wait
      }
    }
    $app, $object = $found.Split(' ')
  }

  if ($env:REGISTER_DIRECTORY -eq 'true') {
    $to = '00000003-0000-0000-c000-000000000000'
    $permissions = '40f97065-369a-49f4-947c-6a255697ae91', '908de74d-f8b2-4d6b-a9ed-2a17b3b78179', 'e12dae10-5a57-4817-b79d-dfbec5348930'
    $back = "https://$env:BOT_DOMAIN/consent/done"
    $is = Ask ad app show --id $app -o tsv --query "join(' ', [signInAudience, join(',', sort(web.redirectUris)), join(',', sort(requiredResourceAccess[].resourceAppId)), join(',', sort(requiredResourceAccess[].resourceAccess[].join('/', [id, type])))])"
    if ($is -ne "$audience $back $to $($permissions.ForEach({ "$_/Role" }) -join ',')") {
      Change @{
        signInAudience = $audience
        web = @{ redirectUris = @($back) }
        requiredResourceAccess = @(@{ resourceAppId = $to; resourceAccess = @($permissions.ForEach({ @{ id = $_; type = 'Role' } })) })
      }
      "The app $app asks for the three permissions that the directory needs."
    }

    $trust = @{ issuer = "https://login.microsoftonline.com/$env:IDENTITY_TENANT_ID/v2.0"; subject = $env:IDENTITY_PRINCIPAL_ID; audiences = @('api://AzureADTokenExchange') }
    $trusted = Ask ad app federated-credential list --id $app -o tsv --query "[?issuer == '$($trust.issuer)' && subject == '$($trust.subject)' && join(',', audiences) == '$($trust.audiences)'] | length(@)"
    if ($trusted -eq '0') {
      $did = $true
      $credential = Ask ad app federated-credential list --id $app -o tsv --query "[?name == 'bot'].id | [0] || ''"
      if ($credential) {
        Ask ad app federated-credential update --id $app --federated-credential-id $credential --parameters (Written credential $trust) -o none
      }
      else {
        Ask ad app federated-credential create --id $app --parameters (Written credential ($trust + @{ name = 'bot' })) -o none
      }
      "The app $app trusts the bot's managed identity."
    }

    if ($env:DIRECTORY_APP_ID -ne $app) { Keep DIRECTORY_APP_ID }
  }

  if ($env:REGISTER_TAB -eq 'true') {
    $scope = Ask ad app show --id $app -o tsv --query "api.oauth2PermissionScopes[?value == 'access_as_user'].id | [0] || ''"
    if (-not $scope) { $scope = '4c1f7a52-6b0e-4f0d-9a51-2d3f3f0f8a11' }
    $clients = '0ec893e0-5785-4de6-99da-4ed124e5296c', '1fec8e78-bce4-4aaf-ab1b-5451cc387264', '27922004-5251-4030-b22d-91ecd9a37ea4',
      '4765445b-32c6-49b0-83e6-1d93765276ca', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', 'bc59ab01-8403-45c6-8796-ac3ef710b3e3', 'd3590ed6-52b3-4102-aeff-aad2292ab01c'
    $is = Ask ad app show --id $app -o tsv --query "join(' ', [signInAudience, to_string(api.requestedAccessTokenVersion), join(',', sort(identifierUris)), join(',', sort(api.oauth2PermissionScopes[].join('/', [value, type, to_string(isEnabled)]))), join(',', sort(api.preAuthorizedApplications[].join('/', [appId, join('/', delegatedPermissionIds)])))])"
    if ($is -ne "$audience 2 api://$hostName/$app access_as_user/User/true $($clients.ForEach({ "$_/$scope" }) -join ',')") {
      Change @{
        signInAudience = $audience
        identifierUris = @("api://$hostName/$app")
        api = @{
          requestedAccessTokenVersion = 2
          oauth2PermissionScopes = @(@{
              id = $scope
              value = 'access_as_user'
              type = 'User'
              isEnabled = $true
              adminConsentDisplayName = 'Know who opens the tab'
              adminConsentDescription = 'Lets Teams tell Collective Impact who has opened its tab.'
              userConsentDisplayName = 'Know who you are'
              userConsentDescription = 'Lets Teams tell Collective Impact who you are when you open its tab.'
            })
        }
      }
      Change @{ api = @{ preAuthorizedApplications = @($clients.ForEach({ @{ appId = $_; delegatedPermissionIds = @($scope) } })) } }
      "The app $app lets Teams sign people in to the tab at $hostName."
    }

    if ($env:TAB_APP_ID -ne $app) { Keep TAB_APP_ID }
  }

  if (-not $did) { "The app $app is registered as it should be; nothing to change." }
}
finally {
  Remove-Item $work -Recurse -Force
}
