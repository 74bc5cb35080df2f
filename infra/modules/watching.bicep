// Who is told when the bot is in trouble, and when it costs more than was meant. Without an address, nobody is, and nothing of this is made.
// What the signs mean and what to do is in docs/operations.md.
@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Makes names unique in Azure.')
@minLength(13)
param token string

@description('Where logs, traces and measures are kept.')
param workspaceId string

@description('Name of the container app.')
param containerAppName string

@description('Who is told, by e-mail.')
param email string

@description('What a month may cost, in the currency of the bill. 0 for no budget.')
param monthlyBudget int

@description('The first day of the month in which the budget began. Azure never lets it change.')
param budgetStart string

var alerts = !empty(email)
var budgeted = alerts && monthlyBudget > 0 && !empty(budgetStart)

// Every rule looks at the last quarter of an hour, each quarter of an hour: the cheapest that is soon enough. `periods` is how often in a row.
var signs = [
  {
    name: 'outbox-age'
    title: 'Messages wait'
    what: 'A message has waited for more than ten minutes. Teams may be away; nothing is lost.'
    query: 'AppMetrics | where Name == "collective_impact.outbox.age" | summarize Value = max(Max) by bin(TimeGenerated, 15m)'
    over: 600
    periods: 1
    severity: 2
  }
  {
    name: 'clock-lag'
    title: 'Check-ins open late'
    what: 'A check-in was opened, reminded of or closed more than two minutes after its time. Look at storage first, then at CPU.'
    query: 'AppMetrics | where Name == "collective_impact.clock.lag" | summarize Value = max(Max) by bin(TimeGenerated, 15m)'
    over: 120
    periods: 1
    severity: 3
  }
  {
    name: 'refused'
    title: 'Teams refuses messages'
    what: 'Teams rejects who the bot is, or what it sends. Read the log.'
    query: 'AppMetrics | where Name == "collective_impact.deliveries" and tostring(Properties.outcome) == "Refused" | summarize Value = sum(Sum) by bin(TimeGenerated, 15m)'
    over: 0
    periods: 1
    severity: 1
  }
  {
    name: 'throttled'
    title: 'Teams slows messages down'
    what: 'More than one message in a hundred was throttled. Lower Delivery:MessagesPerSecond.'
    query: 'AppMetrics | where Name == "collective_impact.deliveries" | summarize Throttled = sumif(Sum, tostring(Properties.outcome) == "Throttled"), All = sum(Sum) by bin(TimeGenerated, 15m) | where All > 100 | project TimeGenerated, Value = 100.0 * Throttled / All'
    over: 1
    periods: 2
    severity: 3
  }
  {
    name: 'slow-turns'
    title: 'People wait for answers'
    what: 'An answer took more than three seconds on average. Above ten, Teams shows people an error.'
    query: 'AppMetrics | where Name == "collective_impact.turn.duration" | summarize Value = sum(Sum) / sum(ItemCount) by bin(TimeGenerated, 15m)'
    over: 3
    periods: 1
    severity: 2
  }
  {
    name: 'storage-unanswered'
    title: 'Storage does not answer'
    what: 'Storage has timed out, broken off or refused calls for half an hour.'
    query: 'AppMetrics | where Name == "collective_impact.storage.unanswered" | summarize Value = sum(Sum) by bin(TimeGenerated, 15m)'
    over: 0
    periods: 2
    severity: 1
  }
  {
    name: 'not-ready'
    title: 'The bot is not ready'
    what: 'Its probe of readiness has failed again and again: storage does not answer it, or it has not joined its cluster. No traffic is sent to it.'
    query: 'ContainerAppSystemLogs | where ContainerAppName == "${containerAppName}" and Log has "readiness" and Log has "failed" | summarize Value = count() by bin(TimeGenerated, 15m)'
    over: 10
    periods: 1
    severity: 1
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (alerts) {
  name: 'ag-bot-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'impact-bot'
    enabled: true
    emailReceivers: [
      { name: 'operator', emailAddress: email, useCommonAlertSchema: true }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for sign in signs: if (alerts) {
    name: 'bot-${sign.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: sign.title
      description: sign.what
      severity: sign.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      // A table is there only once the first row of it has come.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: sign.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: sign.over
            failingPeriods: { numberOfEvaluationPeriods: sign.periods, minFailingPeriodsToAlert: sign.periods }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

// A bot that runs asks storage every few seconds whether it is there: no measure at all means no bot.
resource silent 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (alerts) {
  name: 'bot-silent-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'The bot is silent'
    description: 'Nothing was heard of it for half an hour: it does not run, or does not reach Application Insights.'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT30M'
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name startswith "collective_impact."'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = if (budgeted) {
  name: 'bot-${token}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      most: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [email]
      }
      all: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: [email]
      }
    }
  }
}
