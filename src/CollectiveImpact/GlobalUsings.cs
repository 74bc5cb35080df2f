// NodaTime owns words that are also words of this field; here they mean ours.
global using NodaTime;
global using Orleans;
global using Period = CollectiveImpact.Time.Period;
