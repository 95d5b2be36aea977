using nanoFramework.TestFramework;

namespace UnitTests;

[TestClass]
public class RandomProgramTests
{
    [TestMethod]
    public void Programs_made_by_dice_keep_every_promise() => RandomPrograms.Check(1, 300);
}
