#!/bin/sh
# Registers the app that the bot's managed identity can't be: one for several tenants, which trusts that identity and has no secret.
# azd runs it after provisioning, as whoever is signed in to the Azure CLI. It can be run alone, with the same variables in the environment.
# A second run changes only what differs by then. docs/operations.md says what each part is for; register.ps1 does the same on Windows.
#
#   REGISTER_DIRECTORY=true     so that the bot may come to the directories of people's organisations
#   REGISTER_TAB=true           so that the tab in Teams may sign people in
#   IDENTITY_TENANT_ID, IDENTITY_PRINCIPAL_ID, BOT_DOMAIN       what main.bicep has put out; the second only for the directory
#   TAB_HOST                    the host name of the tab's pages, where it isn't BOT_DOMAIN
#   DIRECTORY_APP_ID, TAB_APP_ID        the registration, once there is one; both are the same
set -eu

sorry() {
  printf '%s\n' "$*" >&2
  exit 1
}

if [ "${REGISTER_DIRECTORY:-}" != true ] && [ "${REGISTER_TAB:-}" != true ]; then
  echo "No app is registered in Entra, because neither REGISTER_DIRECTORY nor REGISTER_TAB is true."
  exit 0
fi

if [ -z "${IDENTITY_TENANT_ID:-}" ] || [ -z "${BOT_DOMAIN:-}" ] || { [ "${REGISTER_DIRECTORY:-}" = true ] && [ -z "${IDENTITY_PRINCIPAL_ID:-}" ]; }; then
  sorry "To register the app, the bot has to be provisioned first: IDENTITY_TENANT_ID, IDENTITY_PRINCIPAL_ID and BOT_DOMAIN come from there. Please run 'azd provision', or set them; for the tab alone, IDENTITY_PRINCIPAL_ID isn't needed."
fi

app=${DIRECTORY_APP_ID:-${TAB_APP_ID:-}}
if [ "$app" != "${TAB_APP_ID:-$app}" ]; then
  sorry "DIRECTORY_APP_ID and TAB_APP_ID name two registrations, but the app's manifest has room for one. Please keep the tab's: azd env set DIRECTORY_APP_ID $TAB_APP_ID"
fi

command -v az >/dev/null ||
  sorry "Registering the app takes the Azure CLI, which isn't installed here: https://aka.ms/installazurecli. Then please run: azd hooks run postprovision"

login="az login --tenant $IDENTITY_TENANT_ID --allow-no-subscriptions"
tenant=$(az account show --query tenantId -o tsv 2>/dev/null) ||
  sorry "The Azure CLI isn't signed in; azd has a sign-in of its own. Please run: $login; then: azd hooks run postprovision"
# The app trusts the identity only where both are in one tenant.
[ "$tenant" = "$IDENTITY_TENANT_ID" ] ||
  sorry "The Azure CLI is signed in to another tenant ($tenant) than the bot's ($IDENTITY_TENANT_ID). Please run: $login; then: azd hooks run postprovision"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
graph=https://graph.microsoft.com/v1.0/applications
mark=collective-impact-$BOT_DOMAIN
host=${TAB_HOST:-$BOT_DOMAIN}
audience=AzureADMultipleOrgs
did=

# Runs az; if that fails, says what helps.
ask() {
  az "$@" --only-show-errors 2>"$work/said" && return
  cat "$work/said" >&2
  case $(cat "$work/said") in
    *"Insufficient privileges"* | *Authorization_RequestDenied*)
      sorry "You may not register or change this app in your directory. Please ask somebody with the role Application Developer (for a new app) or Application Administrator to sign in and run infra/register.sh, or go on without: azd env set REGISTER_DIRECTORY false; azd env set REGISTER_TAB false" ;;
    *"verified domain"* | *HostNameNotOnVerifiedDomain*)
      sorry "Entra takes the tab's address api://$host/... only where the domain of $host is verified in your directory. Please set a host name of yours: azd env set TAB_HOST bot.example.org; or go on without the tab: azd env set REGISTER_TAB false" ;;
    *"az login"* | *AADSTS*)
      sorry "Your sign-in to the Azure CLI doesn't do for this any more. Please run: $login; then: azd hooks run postprovision" ;;
  esac
  sorry "Entra didn't take that. Once it is in order, please run: azd hooks run postprovision. What is done already stays as it is."
}

# Changes the app to what is read from the standard input.
change() {
  did=yes
  cat >"$work/body.json"
  ask rest --method PATCH --uri "$graph/$object" --headers Content-Type=application/json --body "@$work/body.json" -o none
}

# Keeps the client id under a name that the next deployment reads.
keep() {
  did=yes
  if [ -n "${AZURE_ENV_NAME:-}" ] && command -v azd >/dev/null; then
    azd env set "$1" "$app" --environment "$AZURE_ENV_NAME"
    echo "The next deployment has $1=$app. Please raise TeamsAppVersion for it, and upload the new package everywhere."
  else
    echo "Please set $1=$app where you deploy from, raise TeamsAppVersion, and upload the new package everywhere."
  fi
}

if [ -n "$app" ]; then
  az ad app show --id "$app" --query id -o tsv >"$work/object" 2>/dev/null ||
    sorry "The registration $app, which DIRECTORY_APP_ID or TAB_APP_ID names, can't be found in the bot's tenant. If it was deleted, please set them to nothing, as in 'azd env set DIRECTORY_APP_ID \"\"', and there will be a new one."
  object=$(cat "$work/object")
else
  found=$(ask ad app list --filter "tags/any(t:t eq '$mark')" --query "[].join(' ', [appId, id]) | [0] || ''" -o tsv)
  if [ -z "$found" ]; then
    printf '{"displayName":"Collective Impact","signInAudience":"%s","tags":["%s"]}' "$audience" "$mark" >"$work/body.json"
    found=$(ask rest --method POST --uri "$graph" --headers Content-Type=application/json --body "@$work/body.json" --query "join(' ', [appId, id])" -o tsv)
    # Entra's other machines hear of it some seconds later.
    for wait in 2 4 8 16; do
      az ad app show --id "${found% *}" -o none 2>/dev/null && break
      sleep "$wait"
    done
  fi
  app=${found% *} object=${found#* }
fi

if [ "${REGISTER_DIRECTORY:-}" = true ]; then
  # Microsoft Graph, and three permissions of the app itself, sorted: MailboxSettings.Read, TeamsAppInstallation.ReadWriteSelfForUser.All, AppCatalog.Read.All.
  to=00000003-0000-0000-c000-000000000000
  mailboxes=40f97065-369a-49f4-947c-6a255697ae91 installs=908de74d-f8b2-4d6b-a9ed-2a17b3b78179 catalogue=e12dae10-5a57-4817-b79d-dfbec5348930
  back=https://$BOT_DOMAIN/consent/done
  is=$(ask ad app show --id "$app" -o tsv --query "join(' ', [signInAudience, join(',', sort(web.redirectUris)), join(',', sort(requiredResourceAccess[].resourceAppId)), join(',', sort(requiredResourceAccess[].resourceAccess[].join('/', [id, type])))])")
  if [ "$is" != "$audience $back $to $mailboxes/Role,$installs/Role,$catalogue/Role" ]; then
    change <<JSON
{
  "signInAudience": "$audience",
  "web": { "redirectUris": ["$back"] },
  "requiredResourceAccess": [
    {
      "resourceAppId": "$to",
      "resourceAccess": [
        { "id": "$mailboxes", "type": "Role" },
        { "id": "$installs", "type": "Role" },
        { "id": "$catalogue", "type": "Role" }
      ]
    }
  ]
}
JSON
    echo "The app $app asks for the three permissions that the directory needs."
  fi

  issuer=https://login.microsoftonline.com/$IDENTITY_TENANT_ID/v2.0
  exchange=api://AzureADTokenExchange
  trusted=$(ask ad app federated-credential list --id "$app" -o tsv --query "[?issuer == '$issuer' && subject == '$IDENTITY_PRINCIPAL_ID' && join(',', audiences) == '$exchange'] | length(@)")
  if [ "$trusted" = 0 ]; then
    did=yes
    credential=$(ask ad app federated-credential list --id "$app" -o tsv --query "[?name == 'bot'].id | [0] || ''")
    trusts="\"issuer\":\"$issuer\",\"subject\":\"$IDENTITY_PRINCIPAL_ID\",\"audiences\":[\"$exchange\"]"
    if [ -n "$credential" ]; then
      printf '{%s}' "$trusts" >"$work/credential.json"
      ask ad app federated-credential update --id "$app" --federated-credential-id "$credential" --parameters "$work/credential.json" -o none
    else
      printf '{"name":"bot",%s}' "$trusts" >"$work/credential.json"
      ask ad app federated-credential create --id "$app" --parameters "$work/credential.json" -o none
    fi
    echo "The app $app trusts the bot's managed identity."
  fi

  [ "${DIRECTORY_APP_ID:-}" = "$app" ] || keep DIRECTORY_APP_ID
fi

if [ "${REGISTER_TAB:-}" = true ]; then
  # An app that was registered by hand has a scope with an id of its own; ids need to differ within one app only.
  scope=$(ask ad app show --id "$app" -o tsv --query "api.oauth2PermissionScopes[?value == 'access_as_user'].id | [0] || ''")
  scope=${scope:-4c1f7a52-6b0e-4f0d-9a51-2d3f3f0f8a11}
  # Sorted: Outlook and Microsoft 365 in browsers and on desktops and phones, and Teams, which is the second and the third.
  pre= clients=
  for client in 0ec893e0-5785-4de6-99da-4ed124e5296c 1fec8e78-bce4-4aaf-ab1b-5451cc387264 27922004-5251-4030-b22d-91ecd9a37ea4 \
    4765445b-32c6-49b0-83e6-1d93765276ca 5e3ce6c0-2b1f-4285-8d4b-75ee78787346 bc59ab01-8403-45c6-8796-ac3ef710b3e3 d3590ed6-52b3-4102-aeff-aad2292ab01c; do
    clients=${clients:+$clients,}$client/$scope
    pre="${pre:+$pre,}{\"appId\":\"$client\",\"delegatedPermissionIds\":[\"$scope\"]}"
  done
  is=$(ask ad app show --id "$app" -o tsv --query "join(' ', [signInAudience, to_string(api.requestedAccessTokenVersion), join(',', sort(identifierUris)), join(',', sort(api.oauth2PermissionScopes[].join('/', [value, type, to_string(isEnabled)]))), join(',', sort(api.preAuthorizedApplications[].join('/', [appId, join('/', delegatedPermissionIds)])))])")
  if [ "$is" != "$audience 2 api://$host/$app access_as_user/User/true $clients" ]; then
    change <<JSON
{
  "signInAudience": "$audience",
  "identifierUris": ["api://$host/$app"],
  "api": {
    "requestedAccessTokenVersion": 2,
    "oauth2PermissionScopes": [
      {
        "id": "$scope",
        "value": "access_as_user",
        "type": "User",
        "isEnabled": true,
        "adminConsentDisplayName": "Know who opens the tab",
        "adminConsentDescription": "Lets Teams tell Collective Impact who has opened its tab.",
        "userConsentDisplayName": "Know who you are",
        "userConsentDescription": "Lets Teams tell Collective Impact who you are when you open its tab."
      }
    ]
  }
}
JSON
    # On its own, because clients can be let in only to a scope that is there.
    change <<JSON
{ "api": { "preAuthorizedApplications": [$pre] } }
JSON
    echo "The app $app lets Teams sign people in to the tab at $host."
  fi

  [ "${TAB_APP_ID:-}" = "$app" ] || keep TAB_APP_ID
fi

[ -n "$did" ] || echo "The app $app is registered as it should be; nothing to change."
