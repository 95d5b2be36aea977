#!/usr/bin/env bash
# Packs, makes projects in an empty folder, by hand and from the templates, with an empty package cache and nothing but our packages and NuGet's, builds and
# boots them, sees their pins blink, talks to the server, runs the tests, and sees a planted failure and a planted mistake. Times are printed, and never asserted.
# It needs the .NET SDK only. usage: build/try-packages.sh [FOLDER], which is kept; without one it is a temporary folder.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$folder"' EXIT
packages=$folder/packages
version=$(sed -n 's,.*<Version>\(.*\)</Version>.*,\1,p' "$repository/Directory.Build.props")
core_library=$(sed -n 's,.*<CoreLibraryVersion>\(.*\)</CoreLibraryVersion>.*,\1,p' "$repository/build/Device.props")
export NUGET_PACKAGES=$folder/cache DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

step() { echo "== $*"; }
fail() { echo "failed: $*"; exit 1; }

pack() {
  step "packing version $version"
  NUGET_PACKAGES= dotnet pack "$repository/nf.sln" -c Release -o "$packages" -v q
  for name in AsyncCore AsyncCore.Net AsyncCore.Board AsyncCore.Net.Testing AsyncCore.VirtualPicoW AsyncCore.Templates; do
    [ -f "$packages/$name.$version.nupkg" ] || fail "there is no package $name"
  done
}

# A solution's folder, in which NuGet finds our packages.
new_folder() {
  mkdir -p "$1"
  cat > "$1/nuget.config" <<END
<configuration><packageSources><add key="AsyncCore" value="$packages" /></packageSources></configuration>
END
}

# new_program FOLDER FRAMEWORK: the smallest project that there is.
new_program() {
  mkdir -p "$1"
  cat > "$1/$(basename "$1").csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>$2</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
  <ItemGroup><PackageReference Include="AsyncCore.Board" Version="$version" /></ItemGroup>
</Project>
END
  cp "$repository/Samples/TwoLeds/Program.cs" "$1"
}

sees_pins_blink() {
  step "running $(basename "$1")"
  (cd "$1" && dotnet run -- --seconds 5) > "$folder/log"
  for pin in 14 15; do
    for level in high low; do grep -q "GP$pin *$level" "$folder/log" || { cat "$folder/log"; fail "GP$pin is never $level"; }; done
  done
}

weaves_nothing_without_a_change() {
  local woven
  woven=$(ls -l --time-style=full-iso "$1"/obj/Debug/netnano1.0/woven)
  (cd "$1" && dotnet build -v q)
  [ "$woven" = "$(ls -l --time-style=full-iso "$1"/obj/Debug/netnano1.0/woven)" ] || fail "woven again without a change"
}

# refuses FOLDER CODE ARGUMENTS...: the build fails and says why.
refuses() {
  step "refusing $(basename "$1")"
  (cd "$1" && dotnet build -v q "${@:3}") > "$folder/log" 2>&1 && fail "it was built"
  grep -q "error $2:" "$folder/log" || { cat "$folder/log"; fail "there is no error $2"; }
}

# nanoFramework's own SDK, as far as matters here: its processor depends on Compile;CopyToOutDir and reads the assembly in the output folder.
new_project_of_nanoFramework_sdk() {
  mkdir -p "$1"
  cat > "$1/Sdk.targets" <<END
<Project>
  <PropertyGroup>
    <_NfSdkDir>\$(MSBuildThisFileDirectory)</_NfSdkDir>
    <AssetTargetFallback>net20</AssetTargetFallback>
    <NoWarn>\$(NoWarn);NU1701</NoWarn>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
    <NoStdLib>true</NoStdLib>
    <NoCompilerStandardLib>true</NoCompilerStandardLib>
    <GenerateTargetFrameworkAttribute>false</GenerateTargetFrameworkAttribute>
    <GenerateDependencyFile>false</GenerateDependencyFile>
  </PropertyGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  <PropertyGroup><CoreBuildDependsOn>\$(CoreBuildDependsOn);MetaDataProcessor</CoreBuildDependsOn></PropertyGroup>
  <Target Name="GetReferenceAssemblyPaths" />
  <Target Name="CopyToOutDir"><Copy SourceFiles="\$(IntermediateOutputPath)\$(TargetFileName)" DestinationFolder="\$(OutDir)" /></Target>
  <Target Name="MetaDataProcessor" DependsOnTargets="Compile;CopyToOutDir">
    <Copy SourceFiles="\$(OutDir)\$(TargetName).dll" DestinationFiles="\$(OutDir)\$(TargetName).pe" />
  </Target>
</Project>
END
  cat > "$1/Older.csproj" <<END
<Project>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  <PropertyGroup><TargetFramework>netnano1.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="nanoFramework.CoreLibrary" Version="$core_library" />
    <PackageReference Include="AsyncCore" Version="$version" />
  </ItemGroup>
  <Import Project="Sdk.targets" />
</Project>
END
  cat > "$1/Older.cs" <<END
public static class Older { public static async AsyncCore.Coroutine<int> Wait(int ms) { await AsyncCore.Asyncio.SleepMs(ms); return ms; } }
END
}

has_woven_before_the_processor() {
  step "building $(basename "$1")"
  (cd "$1" && dotnet build -v q)
  cmp "$1/bin/Debug/netnano1.0/Older.pe" "$1/obj/Debug/netnano1.0/woven/Older.dll" || fail "the processor has not read the woven assembly"
}

now_ms() { date +%s%3N; }

# tell WHAT SINCE: a figure, for people.
tell() { echo "   $1: $(($(now_ms) - $2)) ms"; }

# Templates go to a folder of their own, not to those that are installed for the user.
new() { dotnet new "$@" --debug:custom-hive "$folder/hive"; }

# make TEMPLATE NAME: a project from a template.
make() {
  step "making $2 from $1"
  (cd "$home" && new "$1" -n "$2") > "$folder/log" || { cat "$folder/log"; fail "$1 does not make $2"; }
}

# await TEXT: until the program that runs in the background has printed it.
await() {
  local ended=
  until grep -q "$1" "$folder/log"; do
    [ -z "$ended" ] || { cat "$folder/log"; fail "it ended before '$1'"; }
    kill -0 "$program" 2> "$folder/end" || ended=yes
    sleep 0.05
  done
}

# run WHAT SINCE ARGUMENTS...: in the background, for as long as a slow machine may need, and tells when the first pin goes high.
run() {
  : > "$folder/log"
  (cd "$home/Greenhouse" && exec dotnet run --project Greenhouse -- --seconds 120 "${@:3}") > "$folder/log" 2>&1 &
  program=$!
  await 'GP15 *high'
  tell "$1" "$2"
}

# What was to be seen was seen.
stop() {
  kill "$program"
  wait "$program" || fail "it does not end well when it is stopped"
}

# ask COMMAND: what the server answers.
ask() {
  exec 3<> "/dev/tcp/127.0.0.1/$port"
  printf '%s\n' "$1" >&3
  read -r -t 10 answer <&3 || fail "no answer to '$1'"
  exec 3>&-
}

blinks_and_answers() {
  local port=$((20000 + RANDOM % 10000)) answer
  run "from dotnet new to blinking (goal: 30 s)" "$1" --set port=$port
  await 'GP15 *low'
  await "listening on 127.0.0.1:$port"
  ask 'period 200' && [ "$answer" = ok ] || fail "the server says '$answer'"
  ask status && [[ $answer = "period 200 ms, "*" flashes" ]] || fail "the server says '$answer'"
  stop
}

starts_quickly() {
  run "dotnet run without a change, to the first pin (goal: 3 s)" "$(now_ms)"
  stop
  sed -i 's/PeriodMs { get; private set; } = 500/PeriodMs { get; private set; } = 300/' "$home/Greenhouse/Greenhouse/Settings.cs"
  run "dotnet run after one edited line (goal: 6 s)" "$(now_ms)"
  stop
}

# passes FOLDER TEST: dotnet test names the test that passed.
passes() {
  local start
  start=$(now_ms)
  (cd "$1" && dotnet test --logger "console;verbosity=normal") > "$folder/log" 2>&1 || { cat "$folder/log"; fail "its tests do not pass"; }
  tell "dotnet test (goal: 15 s)" "$start"
  grep -q "Passed $2" "$folder/log" || { cat "$folder/log"; fail "$2 has not run"; }
}

turns_red() {
  step "planting a failure"
  sed -i 's/AreEqual(10, /AreEqual(11, /' "$home/Greenhouse/Greenhouse.Tests/BlinkerTests.cs"
  (cd "$home/Greenhouse" && dotnet test) > "$folder/log" 2>&1 && fail "a failure was not seen"
  grep -q "Failed BlinkerTests.It_flashes_once_a_period" "$folder/log" || { cat "$folder/log"; fail "the failed test is not named"; }
}

# warns FOLDER CODE MEMBERS: the build says it of a class with these members, and goes on.
warns() {
  step "planting a mistake"
  echo "static class Planted { $3 }" > "$1/Planted.cs"
  (cd "$1" && dotnet build -v q) > "$folder/log" || { cat "$folder/log"; fail "it is not built"; }
  grep -q "Planted.cs.*warning $2:" "$folder/log" || { cat "$folder/log"; fail "there is no warning $2"; }
  rm "$1/Planted.cs"
}

# starts_under_a_debugger NAME: launch.json's program is where the task build puts it.
starts_under_a_debugger() {
  (cd "$home/$1" && dotnet build "$1" -t:"Build;CopyVirtualBoard" -v q)
  local program
  program=$(sed -n 's,.*"program": "${workspaceFolder}/\(.*\)".*,\1,p' "$home/$1/.vscode/launch.json")
  (cd "$home/$1" && dotnet exec "$program" "$1/bin/Debug/netnano1.0/$1.exe" --seconds 5) > "$folder/log"
  grep -q 'GP15 *high' "$folder/log" || { cat "$folder/log"; fail "$program starts nothing"; }
}

pack
home="$folder/Grüne Wiese"
new_folder "$home"
new_program "$home/Blinker" netnano1.0
sees_pins_blink "$home/Blinker"
weaves_nothing_without_a_change "$home/Blinker"
refuses "$home/Blinker" AC0104 -p:NETCoreSdkVersion=9.0.100
new_program "$home/Desktop" net10.0
refuses "$home/Desktop" AC0102
new_program "$home/Generic" netnano2.0
refuses "$home/Generic" AC0103
new_program "$home/Nothing" ""
refuses "$home/Nothing" NETSDK1013
new_project_of_nanoFramework_sdk "$home/Older"
has_woven_before_the_processor "$home/Older"

new install "$packages/AsyncCore.Templates.$version.nupkg" > "$folder/log" || { cat "$folder/log"; fail "the templates are not installed"; }
start=$(now_ms)
make picow Greenhouse
blinks_and_answers "$start"
starts_quickly
passes "$home/Greenhouse" BlinkerTests.It_flashes_once_a_period
turns_red
make picow "my.switch 2-Grün"
starts_under_a_debugger "my.switch 2-Grün"
make picow-app Lamp
(cd "$home/Lamp" && dotnet run -- --seconds 5) | grep 'GP15 *high'
warns "$home/Lamp" AC1201 'static void Wait() { AsyncCore.Asyncio.SleepMs(1); }'
make picow-tests Led
passes "$home/Led" LedTests.An_LED_is_dark_at_first_and_lit_when_asked
step "all is well"
