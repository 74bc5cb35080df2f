global using NodaTime;
global using Xunit;
