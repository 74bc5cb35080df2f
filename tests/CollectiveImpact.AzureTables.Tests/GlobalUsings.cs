global using NodaTime;
global using Period = CollectiveImpact.Initiatives.Period;
