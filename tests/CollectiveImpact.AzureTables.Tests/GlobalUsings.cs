global using NodaTime;
global using Xunit;
global using Period = CollectiveImpact.Initiatives.Period;
