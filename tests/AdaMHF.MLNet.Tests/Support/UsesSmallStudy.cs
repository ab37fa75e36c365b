namespace AdaMHF.MLNet.Tests;

[CollectionDefinition(nameof(SmallStudy))]
public sealed class UsesSmallStudy : ICollectionFixture<SmallStudy>;
