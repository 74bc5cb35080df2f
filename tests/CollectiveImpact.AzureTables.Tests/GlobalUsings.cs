global using NodaTime;
global using Period = CollectiveImpact.Time.Period;
