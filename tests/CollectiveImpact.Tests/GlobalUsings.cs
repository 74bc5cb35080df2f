// As in the product, these two words of NodaTime's mean ours.
global using NodaTime;
global using Xunit;
global using Period = CollectiveImpact.Time.Period;
